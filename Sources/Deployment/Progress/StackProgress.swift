public import AWS
import CloudFormation
public import Foundation

/// How an operation on a stack goes, worked out from its events alone.
public struct StackProgress: Sendable {
    public let stackID: String
    /// How many resources are concerned, where it is known. CloudFormation may touch more.
    public private(set) var total: Int?
    public private(set) var done: Set<String> = []
    /// The status that the operation ended with; `nil` while it goes on.
    public private(set) var end: StackStatus?
    /// Resources that are being worked on, in the order in which that began.
    public private(set) var running: [ResourcePlace] = []
    /// What failed by itself, in order, in nested stacks too.
    public private(set) var failures: [StackEvent] = []
    /// Nested stacks, each with the logical ids that lead to it.
    private var nestings: [String: [String]] = [:]
    /// Those of them that are being worked on.
    private var open: Set<String> = []
    /// The stacks whose operation failed and is undone.
    private var rollingBack: Set<String> = []
    private var begins: [ResourcePlace: Date] = [:]
    private var seen: Set<String> = []

    /// Something that a person wants to know.
    public struct Step: Sendable, Hashable {
        public var event: StackEvent
        public var place: ResourcePlace
        /// How far the operation had come: of the stack itself, without nested ones.
        public var done: Int
        public var total: Int?
        /// How long the resource took, where its beginning was seen.
        public var duration: TimeInterval?
        /// Whether what was done before is undone: the operation has failed.
        public var isUndone = false

        public var isFailure: Bool { event.resourceStatus?.isFailure ?? false }
    }

    public init(of stackID: String, total: Int? = nil) {
        self.stackID = stackID
        self.total = total
    }

    /// The ids of nested stacks that are being worked on, so that there may be news of them.
    public var nested: [String] { open.sorted() }

    /// Where the resource is that an event is about.
    public func place(of event: StackEvent) -> ResourcePlace {
        ResourcePlace(event.logicalResourceId ?? "", in: nestings[event.stackId] ?? [])
    }

    public func knows(_ event: StackEvent) -> Bool { seen.contains(event.eventId) }

    /// Takes what is new.
    ///
    /// - Parameter events: newest first, as CloudFormation answers them; some may be known.
    /// - Returns: what ended meanwhile, in order.
    public mutating func take(_ events: [StackEvent]) -> [Step] {
        // CloudFormation's times are coarse: of equal ones its own order counts.
        let ordered = events.reversed().enumerated().sorted {
            ($0.element.timestamp, $0.offset) < ($1.element.timestamp, $1.offset)
        }.map(\.element)
        return ordered.compactMap { seen.insert($0.eventId).inserted ? take($0) : nil }
    }

    private mutating func take(_ event: StackEvent) -> Step? {
        guard let status = event.resourceStatus else { return nil }
        if event.isOfItsStack, status.isRollback { rollingBack.insert(event.stackId) }
        if event.isOfStack(stackID) {
            if status.hasEnded { end = status }
            return nil
        }
        if event.isOfItsStack {
            if status.hasEnded { open.remove(event.stackId) }
            return nil
        }
        let place = place(of: event)
        guard status.hasEnded else {
            begins[place] = begins[place] ?? event.timestamp
            if !running.contains(place) { running.append(place) }
            follow(event, place)
            return nil
        }
        running.removeAll { $0 == place }
        if status.isFailure, !event.isConsequence { failures.append(event) }
        let isUndone = rollingBack.contains(event.stackId)
        if status.isComplete, event.stackId == stackID { count(event.logicalResourceId ?? "", isUndone: isUndone) }
        return Step(
            event: event, place: place, done: done.count, total: total,
            duration: begins.removeValue(forKey: place).map { event.timestamp.timeIntervalSince($0) },
            isUndone: isUndone)
    }

    private mutating func count(_ resource: String, isUndone: Bool) {
        if isUndone { done.remove(resource) } else { done.insert(resource) }
        total = total.map { max($0, done.count) }
    }

    private mutating func follow(_ event: StackEvent, _ place: ResourcePlace) {
        guard event.resourceType == TemplateTree.nestedStackType, let id = event.physicalResourceId, !id.isEmpty,
            id != stackID
        else { return }
        nestings[id] = place.nesting + [place.logicalID]
        open.insert(id)
    }

    /// Whether the operation ended as it should.
    public var hasSucceeded: Bool { end?.isSuccess ?? false }

    /// The failure that others follow from: the first one, inside of a nested stack rather than of it.
    public var cause: StackEvent? {
        failures.first { $0.resourceType != TemplateTree.nestedStackType } ?? failures.first
    }
}

extension StackEvent {
    /// Whether it is about a stack as a whole.
    fileprivate func isOfStack(_ id: String) -> Bool { stackId == id && isOfItsStack }

    fileprivate var isOfItsStack: Bool {
        resourceType == TemplateTree.nestedStackType && physicalResourceId == stackId
    }

    /// Whether the resource failed only because another one did.
    fileprivate var isConsequence: Bool {
        let reason = resourceStatusReason ?? ""
        return reason.hasPrefix("Resource creation cancelled") || reason.hasPrefix("Resource update cancelled")
            || reason.hasPrefix("Resource deletion cancelled")
    }
}

/// The `batch` section: the builds that one buildspec stands for.
public struct Batch: Sendable, Equatable {
    /// Whether the first failure stops the builds that are still running.
    public var fastFail = false
    /// The builds, in the file's order; of a matrix one for each combination.
    public var tasks: [Task] = []

    /// A batch without builds.
    public init() {}

    /// One build of a batch.
    public struct Task: Sendable, Equatable {
        /// Unique in its batch.
        public var identifier: String
        /// A document, or a path in the primary source; `nil` for the file that holds the batch.
        public var buildspec: String?
        /// The builds that must have ended well before this one starts.
        public var dependsOn: [String] = []
        /// They win over those of the build's own file.
        public var variables: [Buildspec.Variable] = []
        /// Whether the batch may succeed, and what depends on this build may run, although it failed.
        public var ignoresFailure = false
        /// The image it asks for, which is only shown.
        public var image: String?

        /// A build of the file that holds the batch.
        public init(identifier: String) {
            self.identifier = identifier
        }
    }
}

extension Batch {
    /// What keeps the batch from being run, in a sentence; `nil` if nothing does.
    var problem: String? {
        if tasks.isEmpty { return "batch has no builds" }
        var seen: Set<String> = []
        for task in tasks {
            guard Self.isIdentifier(task.identifier) else {
                return "the identifier '\(task.identifier)' must have 1 to 128 letters, digits or underscores"
            }
            guard seen.insert(task.identifier).inserted else {
                return "the identifier '\(task.identifier)' is given twice"
            }
        }
        if tasks.count > Self.tasksLimit { return "batch has \(tasks.count) builds; it may have \(Self.tasksLimit)" }
        for task in tasks {
            if let unknown = task.dependsOn.first(where: { !seen.contains($0) }) {
                return "'\(task.identifier)' depends on '\(unknown)', which is no build of the batch"
            }
        }
        return circle.map { "the builds \($0.joined(separator: ", ")) wait for each other" }
    }

    /// Builds of which none can be the first; `nil` if there are none.
    private var circle: [String]? {
        var waiting = tasks
        var done: Set<String> = []
        while case let ready = waiting.filter({ done.isSuperset(of: $0.dependsOn) }), !ready.isEmpty {
            done.formUnion(ready.map(\.identifier))
            waiting.removeAll { done.contains($0.identifier) }
        }
        return waiting.isEmpty ? nil : waiting.map(\.identifier)
    }

    private static func isIdentifier(_ text: String) -> Bool {
        (1...128).contains(text.utf8.count)
            && text.unicodeScalars.allSatisfy {
                $0 == "_" || $0.isASCII && $0.properties.isAlphabetic || ("0"..."9").contains($0)
            }
    }

    /// CodeBuild's own limit ("maximumBuildsAllowed").
    static let tasksLimit = 100
}

/// Where a stack or one of its resources stands (CloudFormation API, Stack and StackEvent: both have the same words).
///
/// It is read by its parts, so that a status that CloudFormation adds is understood as far as its words go.
public struct StackStatus: RawRepresentable, Codable, Sendable, Hashable, CustomStringConvertible {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }
    public init(_ rawValue: String) { self.rawValue = rawValue }

    public var description: String { rawValue }

    public static let createComplete = StackStatus("CREATE_COMPLETE")
    public static let createFailed = StackStatus("CREATE_FAILED")
    public static let deleteComplete = StackStatus("DELETE_COMPLETE")
    public static let deleteInProgress = StackStatus("DELETE_IN_PROGRESS")
    public static let deleteFailed = StackStatus("DELETE_FAILED")
    /// There is only a change set that would create it.
    public static let reviewInProgress = StackStatus("REVIEW_IN_PROGRESS")
    public static let rollbackComplete = StackStatus("ROLLBACK_COMPLETE")
    public static let rollbackFailed = StackStatus("ROLLBACK_FAILED")
    public static let updateComplete = StackStatus("UPDATE_COMPLETE")
    public static let updateFailed = StackStatus("UPDATE_FAILED")
    public static let updateRollbackComplete = StackStatus("UPDATE_ROLLBACK_COMPLETE")
    public static let updateRollbackFailed = StackStatus("UPDATE_ROLLBACK_FAILED")

    /// Whether CloudFormation works on it. A review waits for a person.
    public var isInProgress: Bool { !hasEnded && self != .reviewInProgress }

    /// Whether it is the last status of an operation.
    public var hasEnded: Bool { !rawValue.hasSuffix("IN_PROGRESS") }

    public var isFailure: Bool { rawValue.hasSuffix("_FAILED") }

    /// Whether an operation is or was undone.
    public var isRollback: Bool { rawValue.contains("ROLLBACK_") }

    public var isComplete: Bool { rawValue.hasSuffix("_COMPLETE") }

    /// Whether an operation ended as it should.
    public var isSuccess: Bool { isComplete && !isRollback }

    /// Whether the stack is there, whole, and can be updated. What its creation's rollback leaves can only be deleted.
    public var isStable: Bool { isComplete && self != .rollbackComplete && self != .deleteComplete }
}

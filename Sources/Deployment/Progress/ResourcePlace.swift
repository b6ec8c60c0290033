/// Where a resource is: in a stack, or in one nested in it. Nested stacks of one kind hold the same logical ids.
public struct ResourcePlace: Sendable, Hashable {
    /// The logical ids of the nested stacks that lead there, from the outside; none for a resource of the stack itself.
    public var nesting: [String]
    public var logicalID: String

    public init(_ logicalID: String, in nesting: [String] = []) {
        self.logicalID = logicalID
        self.nesting = nesting
    }

    /// `Cache/Topic`: as a person reads it where no construct path is known.
    public var path: String { (nesting + [logicalID]).joined(separator: "/") }
}

/// Whether changing a property makes CloudFormation create the resource anew and delete the old one.
public enum Replacement: Int, Sendable, Hashable, Comparable {
    case never
    /// Nothing is known of the type.
    case unknown
    /// It depends on the values, or on what becomes of another resource.
    case possible
    case expected

    public static func < (left: Replacement, right: Replacement) -> Bool { left.rawValue < right.rawValue }
}

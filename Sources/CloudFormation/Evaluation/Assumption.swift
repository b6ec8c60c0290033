/// Something that only AWS knows, and the stand-in that was taken for it.
public struct Assumption: Sendable, Hashable, CustomStringConvertible {
    /// What was asked for, such as `Ref Bucket` or `ImportValue Network`.
    public var expression: String
    public var value: String
    public var reason: String

    public var description: String { "\(expression) is not known here (\(reason)); '\(value)' stands for it" }
}

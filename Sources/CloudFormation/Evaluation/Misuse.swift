/// An intrinsic function with arguments that it does not take, or one that CloudFormation does not know.
public struct Misuse: Sendable, Hashable, CustomStringConvertible {
    /// The long name, such as `Fn::Join`.
    public var function: String
    public var position: TemplateNode.Position?

    public var description: String { "\(function) cannot be evaluated with what it is given here" }
}

/// Something about an account that the app asks for, to be looked up and given to it in another run.
public struct MissingContext: Sendable, Hashable, Decodable {
    /// Under which the app finds the answer in its context.
    public var key: String
    /// Who knows, such as `vpc-provider` or `ssm`.
    public var provider: String
    /// The question, in the provider's terms; `account` and `region` say where to ask.
    public var props: [String: TemplateValue]
}

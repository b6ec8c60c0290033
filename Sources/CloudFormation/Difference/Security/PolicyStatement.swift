/// A statement of a policy, in a form in which equal permissions are equal.
public struct PolicyStatement: Sendable, Hashable {
    /// What a statement is about, or all but that (`NotAction` and its like).
    public struct Targets: Sendable, Hashable {
        /// Sorted.
        public var values: [String]
        public var isNegated: Bool
    }

    public var sid: String?
    /// `Allow` or `Deny`; the whole statement as text where only a function makes it.
    public var effect: String
    public var resources: Targets
    public var actions: Targets
    /// Each with its kind, such as `AWS:…` or `Service:…`.
    public var principals: Targets
    /// As compact JSON.
    public var condition: String?

    /// Whether the statement as a whole comes from a function, so that nothing is known of it.
    public var isOpaque: Bool { effect != "Allow" && effect != "Deny" }

    private var isNegated: Bool { resources.isNegated || actions.isNegated || principals.isNegated }

    /// Whether more is allowed once the statement is there.
    ///
    /// Stricter than the CDK, which lets a new `Allow` with `NotAction` pass: that allows nearly everything.
    public var broadensWhenAdded: Bool { effect != "Deny" || isNegated }

    /// Whether more may be allowed once the statement is gone. One of which nothing is known may have denied.
    public var broadensWhenRemoved: Bool { effect == "Allow" ? isNegated : isOpaque || !isNegated }
}

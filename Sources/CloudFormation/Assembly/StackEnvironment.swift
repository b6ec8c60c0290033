/// Where a stack goes: `aws://ACCOUNT/REGION`. What the app left open is `nil`, and means the current one.
public struct StackEnvironment: Sendable, Hashable {
    public var account: String?
    public var region: String?

    /// Where a stack goes that names nothing.
    public static let agnostic = StackEnvironment(account: nil, region: nil)

    init(account: String?, region: String?) {
        self.account = account
        self.region = region
    }

    /// `nil` if `text` is not of the form `aws://ACCOUNT/REGION`.
    public init?(_ text: String) {
        guard text.hasPrefix("aws://") else { return nil }
        let parts = text.dropFirst("aws://".count).split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        account = parts[0] == "unknown-account" ? nil : String(parts[0])
        region = parts[1] == "unknown-region" ? nil : String(parts[1])
    }

    /// The account and region that are meant, given those that are current.
    public func resolved(current: AWSEnvironment) -> AWSEnvironment {
        let region = region ?? current.region
        return AWSEnvironment(account: account ?? current.account, region: region, partition: current.partition)
    }
}

/// An account and a region, and the partition of AWS that they belong to.
public struct AWSEnvironment: Sendable, Hashable {
    public var account: String
    public var region: String
    /// `aws`, `aws-cn`, `aws-us-gov`: as in the ARN that STS answers for the caller.
    public var partition: String

    public init(account: String, region: String, partition: String = "aws") {
        self.account = account
        self.region = region
        self.partition = partition
    }

    /// The end of the services' host names.
    public var urlSuffix: String { partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com" }

    /// `text` with `${AWS::AccountId}`, `${AWS::Region}` and `${AWS::Partition}` replaced.
    public func resolve(_ text: String) -> String {
        text.replacing("${AWS::AccountId}", with: account).replacing("${AWS::Region}", with: region)
            .replacing("${AWS::Partition}", with: partition)
    }

    /// `role` with its placeholders replaced.
    public func resolve(_ role: AssumedRole) -> AssumedRole {
        AssumedRole(
            arn: resolve(role.arn), externalID: role.externalID.map { resolve($0) },
            options: role.options.mapValues { resolve($0) })
    }

    private func resolve(_ value: TemplateValue) -> TemplateValue {
        switch value {
        case .string(let text): .string(resolve(text))
        case .list(let elements): .list(elements.map { resolve($0) })
        case .object(let members): .object(members.mapValues { resolve($0) })
        case .null, .bool, .number: value
        }
    }
}

/// What a template is evaluated for.
public struct StackContext: Sendable, Hashable {
    public var stackName: String
    public var account: String
    public var region: String
    /// Given values of parameters; the others have their defaults.
    public var parameters: [String: String]
    /// What other stacks export, by name.
    public var exports: [String: String]

    public init(
        stackName: String, account: String = "123456789012", region: String = "us-east-1",
        parameters: [String: String] = [:], exports: [String: String] = [:]
    ) {
        self.stackName = stackName
        self.account = account
        self.region = region
        self.parameters = parameters
        self.exports = exports
    }

    /// `aws`, or the partition that the region belongs to.
    var partition: String {
        if region.hasPrefix("cn-") { return "aws-cn" }
        return region.hasPrefix("us-gov-") ? "aws-us-gov" : "aws"
    }

    /// The stand-in for the name that CloudFormation gives to a resource without one. At most 63 characters, as the
    /// name of a bucket.
    public func physicalName(of logicalID: String) -> String {
        let id = logicalID.prefix(42)
        return StandIn.name("\(stackName.prefix(62 - id.count))-\(id)")
    }

    func pseudoParameter(_ name: String) -> TemplateValue? {
        switch name {
        case "AWS::AccountId": .string(account)
        case "AWS::Region": .string(region)
        case "AWS::Partition": .string(partition)
        case "AWS::StackName": .string(stackName)
        case "AWS::StackId": .string("arn:\(partition):cloudformation:\(region):\(account):stack/\(stackName)/local")
        case "AWS::URLSuffix": .string(partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com")
        case "AWS::NotificationARNs": .list([])
        default: nil
        }
    }
}

import AWS
import CloudFormation
import Foundation

/// Stacks in the shapes of CloudFormation's answers, as `aws cloudformation` prints them.
enum StackJSON {
    /// DescribeStackEvents.
    struct Events: Encodable {
        /// Newest first.
        var stackEvents: [StackEvent]
    }

    /// ListStackResources.
    struct Resources: Encodable {
        struct Resource: Encodable {
            var logicalResourceId: String
            var physicalResourceId: String?
            var resourceType: String
            /// `nil` of what is only declared.
            var resourceStatus: StackStatus?
            var resourceStatusReason: String?
        }

        var stackResourceSummaries: [Resource]
    }

    /// DescribeStacks, as far as outputs go.
    struct Outputs: Encodable {
        struct Stack: Encodable {
            var stackId: String?
            var stackName: String
            /// `nil` of what is only declared.
            var stackStatus: StackStatus?
            var outputs: [AWS.StackOutput]
        }

        var stacks: [Stack]
    }

    /// DescribeStackResourceDrifts.
    struct Drifts: Encodable {
        var stackResourceDrifts: [StackResourceDrift]
    }
}

/// The stacks of an app in the shape of `cdk list --long --json`.
struct StackListing: Encodable {
    struct Environment: Encodable {
        var account: String
        var region: String
        var name: String
    }

    var id: String
    var name: String
    var environment: Environment

    init(_ stack: StackArtifact) {
        (id, name) = (stack.displayName, stack.stackName)
        let (account, region) = (
            stack.environment.account ?? "unknown-account", stack.environment.region ?? "unknown-region"
        )
        environment = Environment(account: account, region: region, name: "aws://\(account)/\(region)")
    }
}

extension Console {
    func show(json answer: some Encodable) throws { try show(json: answer, encoder: CloudFormationJSON.encoder()) }
}

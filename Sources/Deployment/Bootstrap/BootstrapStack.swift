import AWS
public import CloudFormation

/// The stack that deployments of CDK apps need in an account and region: bucket, repository, roles, and a version.
///
/// Names and logical ids are those that the CDK CLI's own template has, so that either tool updates what the other made.
public struct BootstrapStack: Sendable {
    public static let stackName = "CDKToolkit"

    /// Another name, where an account has several.
    public var name = stackName
    /// Tells its resources from those of another bootstrap stack.
    public var qualifier: String?
    /// Accounts that may deploy into this one.
    public var trustedAccounts: [String] = []
    /// Accounts that may read in this one.
    public var trustedAccountsForLookup: [String] = []
    /// The ARNs of the managed policies that CloudFormation works with.
    public var executionPolicies: [String] = []
    public var terminationProtection: Bool?

    public init() {}

    /// Why it is not deployed.
    public enum Refusal: Error, Sendable, Hashable, CustomStringConvertible {
        /// Who trusts another account says what it may do.
        case policiesNeeded
        case downgrade(from: Int, to: Int)

        public var description: String {
            switch self {
            case .policiesNeeded:
                "Who may deploy from another account could do everything here: say with "
                    + "--cloudformation-execution-policies ARN what CloudFormation may do for them."
            case .downgrade(let found, let own):
                "Not downgrading the existing bootstrap stack from version '\(found)' to version '\(own)'."
            }
        }
    }

    public func goal(in environment: AWSEnvironment) throws -> StackGoal {
        guard trustedAccounts.isEmpty || !executionPolicies.isEmpty else { throw Refusal.policiesNeeded }
        let text = String(decoding: PackageResources.bootstrap_yml, as: UTF8.self)
        var goal = StackGoal(
            name: name, template: try Template(text), in: environment, delivery: .inline(text))
        goal.parameters = parameters
        goal.terminationProtection = terminationProtection
        // The bucket of an earlier one stays when that is deleted.
        goal.adoptsExisting = true
        return goal
    }

    /// Throws `Refusal.downgrade` if what is there is newer.
    public static func check(_ plan: StackPlan) throws(Refusal) {
        let found = plan.deployed.stack?.outputs?.first { $0.outputKey == "BootstrapVersion" }.flatMap {
            Int($0.outputValue)
        }
        let resources = plan.goal.template.evaluated(for: StackContext(stackName: stackName)).resources
        let own = resources.first { $0.logicalID == "CdkBootstrapVersion" }?.properties["Value"]?.text.flatMap {
            Int($0)
        }
        if let found, let own, found > own { throw .downgrade(from: found, to: own) }
    }

    /// Those that are said; the others keep what they have.
    private var parameters: [String: String] {
        [
            "Qualifier": qualifier.map { [$0] } ?? [], "TrustedAccounts": trustedAccounts,
            "TrustedAccountsForLookup": trustedAccountsForLookup,
            "CloudFormationExecutionPolicies": executionPolicies,
        ].filter { !$0.value.isEmpty }.mapValues { $0.joined(separator: ",") }
    }
}

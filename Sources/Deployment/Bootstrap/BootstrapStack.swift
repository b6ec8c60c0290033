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
        /// All its resources would be replaced, and the apps that name them would find none.
        case otherQualifier(String, there: String)
        /// Values of parameters that our template has no place for: what they stand for would be taken away.
        case foreignParameters([String: String])

        public var description: String {
            switch self {
            case .policiesNeeded:
                "Who may deploy from another account could do everything here: say with "
                    + "--cloudformation-execution-policies ARN what CloudFormation may do for them."
            case .downgrade(let found, let own):
                "Not downgrading the existing bootstrap stack from version '\(found)' to version '\(own)'."
            case .otherQualifier(let wanted, let there):
                "The bootstrap stack has the qualifier '\(there)'. With '\(wanted)' everything in it would be replaced, and "
                    + "apps would no longer find it. A second one takes a name of its own: --toolkit-stack-name."
            case .foreignParameters(let values):
                "The bootstrap stack was made with options that sluice's template does not know, and updating it would take "
                    + "away what they stand for: "
                    + values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
                    + ". `cdk bootstrap` knows them."
            }
        }
    }

    public func goal(in environment: AWSEnvironment) throws -> StackGoal {
        var goal = StackGoal(
            name: name, templates: TemplateTree(try Template(Self.text)), in: environment, delivery: .inline(Self.text))
        goal.parameters = parameters
        goal.terminationProtection = terminationProtection
        // The bucket of an earlier one stays when that is deleted.
        goal.adoptsExisting = true
        return goal
    }

    /// Refuses to take away what is there: the values that a stack has are kept, as the CDK CLI keeps them, and what our
    /// template cannot keep is for the tool that made it.
    public static func check(_ plan: StackPlan) throws(Refusal) {
        let stack = plan.deployed.situation == .absent ? nil : plan.deployed.stack
        let found = stack?.outputs?.first { $0.outputKey == "BootstrapVersion" }.flatMap { Int($0.outputValue) }
        if let found, found > version { throw .downgrade(from: found, to: version) }
        let there = Dictionary((stack?.parameters ?? []).map { ($0.parameterKey, $0.parameterValue ?? "") }) { $1 }
        let foreign = foreignParameters(there, plan)
        if !foreign.isEmpty { throw .foreignParameters(foreign) }
        let values = there.merging(plan.goal.parameters) { $1 }
        if let old = there["Qualifier"], let new = values["Qualifier"], old != new {
            throw .otherQualifier(new, there: old)
        }
        if values["TrustedAccounts", default: ""] != "", values["CloudFormationExecutionPolicies", default: ""] == "" {
            throw .policiesNeeded
        }
    }

    /// The plan with what templates mean in place of how they are written: that of the CDK CLI says the same in other
    /// words, and what only reads differently is no change.
    public static func settled(_ plan: StackPlan) -> StackPlan {
        let stack = plan.deployed.hasValues ? plan.deployed.stack : nil
        let there = Dictionary((stack?.parameters ?? []).map { ($0.parameterKey, $0.parameterValue ?? "") }) { $1 }
        let context = { (values: [String: String]) in
            let place = plan.goal.environment
            return StackContext(
                stackName: plan.goal.name, account: place.account, region: place.region, parameters: values)
        }
        let old = plan.deployed.templates?.template.meant(for: context(there))
        let new = plan.goal.template.meant(for: context(there.merging(plan.goal.parameters) { $1 }))
        var settled = plan
        settled.difference = StackDifference(from: old.map { TemplateTree($0) }, to: TemplateTree(new))
        return settled
    }

    /// Values that our template has no place for, but for those that mean what it does anyway.
    private static func foreignParameters(_ there: [String: String], _ plan: StackPlan) -> [String: String] {
        let own = Set(plan.goal.template.declaredParameters.map(\.name))
        let harmless = ["UseExamplePermissionsBoundary": "false", "BootstrapVariant": "AWS CDK: Default Resources"]
        return there.filter { !own.contains($0.key) && harmless[$0.key] != $0.value }
    }

    private static let text = String(decoding: PackageResources.bootstrap_yml, as: UTF8.self)

    /// What our template provides.
    public static let version = 30

    /// Those that are said; the others keep what they have.
    private var parameters: [String: String] {
        [
            "Qualifier": qualifier.map { [$0] } ?? [], "TrustedAccounts": trustedAccounts,
            "TrustedAccountsForLookup": trustedAccountsForLookup,
            "CloudFormationExecutionPolicies": executionPolicies,
        ].filter { !$0.value.isEmpty }.mapValues { $0.joined(separator: ",") }
    }
}

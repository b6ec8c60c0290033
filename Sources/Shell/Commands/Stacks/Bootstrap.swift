import AWS
import ArgumentParser
import CloudFormation
import Deployment

/// `bootstrap`: makes what deployments of CDK apps need in an account and region.
struct Bootstrap: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "bootstrap",
        abstract: "Prepare the AWS account and region for CDK apps, after a y/n.",
        discussion: """
            Deploys the stack CDKToolkit (a bucket for files, a repository for images, roles, and the version that apps ask \
            for), as `cdk bootstrap` does. What is not said keeps the value it has. The name and the qualifier may stand \
            in cdk.json: `toolkitStackName`, and `@aws-cdk/core:bootstrapQualifier` of the context.
            """)

    @Argument(help: ArgumentHelp("Another region than the current one.", valueName: "aws://account/region"))
    var place: String?

    @Option(help: ArgumentHelp("Another name for the stack.", valueName: "name"))
    var toolkitStackName: String?

    @Option(help: ArgumentHelp("Tells this bootstrap stack's resources from another's.", valueName: "text"))
    var qualifier: String?

    @Option(help: ArgumentHelp("An account that may deploy into this one.", valueName: "account"))
    var trust: [String] = []

    @Option(help: ArgumentHelp("An account that may read in this one.", valueName: "account"))
    var trustForLookup: [String] = []

    @Option(
        name: .customLong("cloudformation-execution-policies"),
        help: ArgumentHelp("A managed policy that CloudFormation works with.", valueName: "arn"))
    var executionPolicies: [String] = []

    @Flag(help: "Keep the stack from being deleted.")
    var terminationProtection = false

    @OptionGroup var consent: ConsentOptions

    private func place(current: AWSEnvironment) throws -> AWSEnvironment {
        guard let text = place else { return current }
        guard let place = StackEnvironment(text) else {
            throw CommandFailure.usage("'\(text)' is no account and region", hint: "bootstrap aws://ACCOUNT/REGION")
        }
        let environment = place.resolved(current: current)
        guard environment.account == current.account else {
            throw StackError.otherAccount(environment.account, have: current.account)
        }
        return environment
    }

    func run(in context: CommandContext) async throws {
        let own = try context.awsSession()
        let environment = try place(current: try await RoleSessions.caller(of: own))
        let session = own.session(in: environment.region)
        var stack = BootstrapStack()
        let app = context.appSynthesizer(for: environment)?.settings()
        stack.qualifier = qualifier ?? app?.bootstrapQualifier
        stack.name = toolkitStackName ?? app?.toolkitStackName ?? stack.name
        stack.trustedAccounts = trust
        stack.trustedAccountsForLookup = trustForLookup
        stack.executionPolicies = executionPolicies
        stack.terminationProtection = terminationProtection ? true : nil
        let site = StackSite(goal: try stack.goal(in: environment), client: try session.cloudFormation())
        let outlook = try await context.agreed {
            let plan = try await site.plan()
            try BootstrapStack.check(plan)
            return Outlook(site: site, plan: BootstrapStack.settled(plan))
        } _: {
            guard $0.plan.isNeeded else { return false }
            context.console.show(StackPlanView(on: context.console).lines($0.plan))
            try await context.confirm("Bootstrap \(environment.account)/\(environment.region)?", consent: consent)
            return true
        }
        try await StackRun(context: context, site: site, consent: consent).run(outlook.plan)
    }

    private struct Outlook: StackOutlook {
        var site: StackSite
        var plan: StackPlan
        var plans: [(site: StackSite, plan: StackPlan)] { plan.isNeeded ? [(site, plan)] : [] }
    }
}

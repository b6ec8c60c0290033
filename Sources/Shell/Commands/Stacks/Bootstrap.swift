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
            for), as `cdk bootstrap` does. What is not said keeps the value it has.
            """)

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

    func run(in context: CommandContext) async throws {
        let session = try context.awsSession()
        let environment = try await RoleSessions.caller(of: session)
        var stack = BootstrapStack()
        stack.qualifier = qualifier
        stack.trustedAccounts = trust
        stack.trustedAccountsForLookup = trustForLookup
        stack.executionPolicies = executionPolicies
        stack.terminationProtection = terminationProtection ? true : nil
        let site = StackSite(goal: try stack.goal(in: environment), client: try session.cloudFormation())
        let plan = try await site.plan()
        try BootstrapStack.check(plan)
        if plan.isNeeded {
            context.console.show(StackPlanView(style: context.console.style).lines(plan))
            try await context.confirm(
                "Bootstrap \(environment.account)/\(environment.region)?", consent: consent)
        }
        try await StackRun(context: context, site: site, consent: consent).run(plan)
    }
}

import ArgumentParser
import CloudFormation
import Deployment

/// `destroy STACK…`: deletes stacks.
struct Destroy: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "destroy",
        abstract: "Delete stacks from AWS, after a y/n.",
        discussion: """
            Shows what would go and what would stay. Stacks that need the named ones go first; `-e` leaves them out. Names \
            are construct paths or stack names, * and ? allowed; a name that the CDK app does not have means any stack of \
            the account.
            """)

    @Argument(help: ArgumentHelp("The stacks.", valueName: "stack"))
    var stacks: [String] = []

    @Flag(help: "All stacks of the app but those of its stages ('**' means these too).")
    var all = false

    @Flag(name: [.customShort("e"), .long], help: "Only the stacks that are named, not those that need them.")
    var exclusively = false

    @OptionGroup var app: AppContextOptions
    @OptionGroup var consent: ConsentOptions

    func validate() throws {
        guard !stacks.isEmpty || all else { throw ValidationError("name a stack, or give --all") }
    }

    func run(in context: CommandContext) async throws {
        let context = try app.applied(to: context)
        let chosen = try await chosen(try await StackFinder(context))
        let outlook = try await context.agreed {
            var outlook = Outlook()
            for site in chosen { outlook.parts.append((site, try await site.planOfDeleting())) }
            return outlook
        } _: {
            try await agree(to: $0, in: context)
        }
        try await context.forEachStack(in: outlook.parts, { $0 }) { part in
            try await StackRun(context: context, site: part.site, consent: consent).run(part.plan)
        }
    }

    private struct Outlook: StackOutlook {
        var parts: [(site: StackSite, plan: StackPlan)] = []
        var plans: [(site: StackSite, plan: StackPlan)] { parts.filter { $0.plan.isNeeded } }
    }

    private func agree(to outlook: Outlook, in context: CommandContext) async throws -> Bool {
        if outlook.plans.isEmpty { return false }
        let view = StackPlanView(on: context.console)
        for part in outlook.plans { context.console.show(view.lines(part.plan)) }
        let names = outlook.plans.map { Untrusted.line($0.site.goal.shownName) }.joined(separator: ", ")
        try await context.confirm("Delete \(names)?", consent: consent)
        return true
    }

    private func chosen(_ finder: StackFinder) async throws -> [StackSite] {
        let (own, foreign, sites) = try await finder.split(stacks)
        guard all || !own.isEmpty else { return foreign }
        guard let sites else {
            throw CommandFailure.usage("--all means the stacks of a CDK app, and this folder holds none")
        }
        var chosen: [StackSite] = []
        for stack in try inOrder(own, of: sites) { chosen.append(try await sites.site(of: stack)) }
        return chosen + foreign
    }

    /// In the order of deletion: what needs another goes before it.
    private func inOrder(_ stacks: [String], of sites: StackSites) throws -> [StackArtifact] {
        let assembly = sites.synthesis.assembly
        let named = try sites.select(stacks, all: all, exclusively: true).stacks
        let needing =
            exclusively
            ? []
            : assembly.allStacks.filter { stack in
                assembly.upstream(of: stack).contains { named.contains($0) }
            }
        return assembly.allStacks.filter { named.contains($0) || needing.contains($0) }.reversed()
    }
}

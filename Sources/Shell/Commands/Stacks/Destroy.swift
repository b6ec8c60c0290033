import ArgumentParser
import CloudFormation
import Deployment

/// `destroy STACK…`: deletes stacks.
struct Destroy: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "destroy",
        abstract: "Delete stacks of the CDK app from AWS, after a y/n.",
        discussion: """
            Shows what would go and what would stay. Stacks that need the named ones go first; `-e` leaves them out. Names \
            are construct paths or stack names, * and ? allowed.
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
        let sites = try await StackSites(context)
        var parts: [(site: StackSite, plan: StackPlan)] = []
        for stack in try chosen(sites) {
            let site = try await sites.site(of: stack)
            parts.append((site, try await site.planOfDeleting()))
        }
        let needed = parts.filter { $0.plan.isNeeded }
        let view = StackPlanView(style: context.console.style)
        for part in needed { context.console.show(view.lines(part.plan)) }
        if !needed.isEmpty {
            let names = needed.map { Untrusted.line($0.site.goal.shownName) }.joined(separator: ", ")
            try await context.confirm("Delete \(names)?", consent: consent)
        }
        for part in parts {
            try await StackRun(context: context, site: part.site, consent: consent).run(part.plan)
        }
    }

    /// In the order of deletion: what needs another goes before it.
    private func chosen(_ sites: StackSites) throws -> [StackArtifact] {
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

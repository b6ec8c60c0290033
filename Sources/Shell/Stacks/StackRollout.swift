import AWS
import CloudFormation
import Deployment

/// Brings stacks of the CDK app to where the app wants them, after a y/n.
struct StackRollout {
    let context: CommandContext
    let sites: StackSites
    let options: StackOptions
    let consent: ConsentOptions

    /// Everything that is to be done, at one moment.
    struct Outlook: StackOutlook {
        var parts: [Part] = []
        var publications: [(publisher: AssetPublisher, plan: PublishingPlan)] = []

        /// The oldest there is where the stacks go.
        var bootstrapVersion: Int?

        var needed: [Part] { parts.filter { $0.plan.isNeeded } }

        var plans: [(site: StackSite, plan: StackPlan)] { needed.map { ($0.site, $0.plan) } }

        typealias Part = (artifact: StackArtifact, site: StackSite, plan: StackPlan)
    }

    /// What is to be done, in order: what was shown and agreed to.
    func settle(_ names: [String]) async throws -> Outlook {
        let selection = try sites.select(names, all: options.all, exclusively: options.exclusively)
        tell(of: selection)
        try context.check(sites.synthesis, for: selection.stacks)
        try StackInputs(options.additions(), of: selection, in: sites.synthesis).check()
        return try await context.agreed {
            try await look(selection)
        } _: {
            try await agree(to: $0)
        }
    }

    func carryOut(_ outlook: Outlook) async throws {
        var outputs = try OutputsFile(options.outputsFile.map(context.location))
        try await publish(outlook)
        try await context.forEachStack(in: outlook.parts, { ($0.site, $0.plan) }) { part in
            if let stack = try await carryOut(part) { try outputs.add(stack) }
        }
    }

    private func publish(_ outlook: Outlook) async throws {
        let console = context.console
        do {
            try await AssetPublisher.publish(outlook.publications) { console.note("  \(Untrusted.line($0))") }
        } catch is CancellationError {
            throw CommandFailure.interrupted("Stopped before any stack was changed; what is published stays.")
        }
    }

    /// Answers the stack as it is then; `nil` if there is none.
    private func carryOut(_ part: Outlook.Part) async throws -> Stack? {
        var (site, plan) = (part.site, part.plan)
        if plan.isNeeded, plan.step != .delete {
            site.goal.delivery = try await site.goal.delivery.uploading(
                by: sites.session(of: part.artifact), in: site.goal.environment, with: sites.settings.toolkitStackName)
            plan.goal = site.goal
        }
        return try await StackRun(
            context: context, site: site, consent: consent, keepsFailed: options.noRollback, isForced: options.force,
            approval: approval
        ).run(plan)
    }

    private func tell(of selection: StackSelection) {
        if !selection.added.isEmpty {
            let added = selection.added.map { Untrusted.line($0.shownName) }.joined(separator: ", ")
            context.console.note("Includes what these need first: \(added) (`-e` leaves it out)")
        }
    }

    // MARK: Looking

    private func look(_ selection: StackSelection) async throws -> Outlook {
        let additions = try options.additions()
        var outlook = Outlook()
        for stack in selection.stacks {
            let version = try await sites.checkBootstrap(of: stack)
            if let version { outlook.bootstrapVersion = min(version, outlook.bootstrapVersion ?? version) }
            let site = try await sites.site(of: stack, adding: additions)
            let plan = try await site.plan(keepsFailed: options.noRollback, isForced: options.force)
            try plan.checkParameters()
            outlook.parts.append((stack, site, plan))
        }
        outlook.publications = try await publications(of: outlook)
        return outlook
    }

    /// What is not published yet, by account and region.
    private func publications(
        of outlook: Outlook
    ) async throws -> [(publisher: AssetPublisher, plan: PublishingPlan)] {
        let targets = outlook.needed.filter { $0.plan.step != .delete }.map {
            PublishingPlan.Target(stack: $0.artifact, environment: $0.plan.goal.environment)
        }
        var publications: [(publisher: AssetPublisher, plan: PublishingPlan)] = []
        for environment in Set(targets.map(\.environment)).sorted(by: {
            ($0.account, $0.region) < ($1.account, $1.region)
        }) {
            let publisher = AssetPublisher(
                for: environment, from: sites.synthesis.directory, by: sites.sessions,
                bootstrapVersion: outlook.bootstrapVersion, environment: context.environment)
            let plan = PublishingPlan(for: targets.filter { $0.environment == environment })
            // Whether there is a bucket, and whose, is looked at in any case.
            let missing = try await publisher.remaining(of: plan)
            let remaining = options.force ? plan : missing
            if remaining.needsDocker, !publisher.hasDocker { throw Self.noDocker }
            publications.append((publisher, remaining))
        }
        return publications
    }

    private static let noDocker = CommandFailure.failed(
        "The app has Docker images to build and push, and there is no `docker` here.",
        hint: "Install Docker, or name another program in CDK_DOCKER, such as podman or finch.")

    // MARK: Asking

    private var approval: ApprovalLevel { options.requireApproval ?? sites.approvalLevel ?? .anyChange }

    /// Shows what will change and asks where that is wanted. Answers whether it had to ask.
    private func agree(to outlook: Outlook) async throws -> Bool {
        let view = StackPlanView(on: context.console)
        for part in outlook.needed { context.console.show(view.lines(part.plan)) }
        for (_, plan) in outlook.publications { context.console.show(view.lines(plan)) }
        guard outlook.needed.contains(where: { approval.asks(about: $0.plan) }) else { return false }
        let names = outlook.needed.map { Untrusted.line($0.site.goal.shownName) }.joined(separator: ", ")
        let places = Set(outlook.needed.map { $0.plan.goal.environment }.map { "\($0.account)/\($0.region)" })
        try await context.confirm("Deploy \(names) to \(places.sorted().joined(separator: ", "))?", consent: consent)
        return true
    }
}

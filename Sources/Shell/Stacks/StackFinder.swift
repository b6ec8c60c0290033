import AWS
import CloudFormation
import Deployment

/// Finds the stacks that a person names: of the app of this folder, else any of the account and region.
///
/// What is deployed can be seen without the app: where it cannot be run, its last synthesis has to do, and a name that is
/// written out always does.
struct StackFinder {
    let context: CommandContext
    let sessions: RoleSessions

    init(_ context: CommandContext) async throws {
        self.context = context
        sessions = try await context.roleSessions()
    }

    /// To look at: the last synthesis knows its stacks well enough, and the app is run only for what it does not know.
    ///
    /// What is written out is meant: a stack of the app, else one of the account; then the only one of the app that begins
    /// so.
    func find(_ argument: StackArgument) async throws -> StackSite {
        let last = lastSites
        let sites = if let last { last } else { try await currentSites() }
        if let sites, let stack = argument.exact(in: sites.synthesis.assembly) {
            return try await sites.site(of: stack)
        }
        if let site = try await deployed(argument.text) { return site }
        let current = last == nil ? sites : try await StackSites(context, sessions)
        guard let current else { throw nowhere(argument.text) }
        return try await current.site(of: argument)
    }

    /// To delete: those of several names that only the account has, each with its site; the others are the app's.
    func split(_ names: [String]) async throws -> (app: [String], account: [StackSite], sites: StackSites?) {
        let sites = try await currentSites()
        var (own, foreign): ([String], [StackSite]) = ([], [])
        for name in names {
            let isOwn = sites.flatMap { StackArgument(argument: name)?.exact(in: $0.synthesis.assembly) } != nil
            if !isOwn, let site = try await deployed(name) { foreign.append(site) } else { own.append(name) }
        }
        if sites == nil, let name = own.first { throw nowhere(name) }
        return (own, foreign, sites)
    }

    // MARK: The app

    private var lastSites: StackSites? {
        guard let synthesis = context.appSynthesizer(for: sessions.caller)?.lastResult() else { return nil }
        return try? StackSites(context, sessions, synthesis)
    }

    /// As it is now; where it cannot be run as it was last, which is said; `nil` without either.
    private func currentSites() async throws -> StackSites? {
        guard context.hasApp else { return nil }
        do {
            return try await StackSites(context, sessions)
        } catch let error as SynthesisError {
            let last = lastSites
            context.console.note(
                Untrusted.shown(error.description) + "\n"
                    + (last == nil
                        ? "Without the app, stacks are known by their names alone."
                        : "What is known of its stacks is from its last synthesis."))
            return last
        }
    }

    // MARK: The account

    /// A stack of the account that no app here speaks of.
    private func deployed(_ name: String) async throws -> StackSite? {
        guard name.wholeMatch(of: #/[A-Za-z][-A-Za-z0-9]*/#) != nil else { return nil }
        return try await StackSite.deployed(name, by: sessions.base.cloudFormation(), in: sessions.caller)?.site
    }

    private func nowhere(_ name: String) -> CommandFailure {
        let place = sessions.caller
        return .usage(
            "Account \(place.account) has no stack '\(Untrusted.line(name))' in \(place.region)",
            hint: context.hasApp ? nil : "This folder holds no CDK app, whose stacks could be meant as well.")
    }
}

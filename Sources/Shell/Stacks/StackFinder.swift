import AWS
import CloudFormation
import Deployment

/// Finds the stacks that a person names: of the app of this folder, else any of the account and region.
struct StackFinder {
    let sessions: RoleSessions
    /// `nil` where this folder holds no app.
    let sites: StackSites?

    init(_ context: CommandContext) async throws {
        sessions = try await context.roleSessions()
        sites = context.hasApp ? try await StackSites(context, sessions) : nil
    }

    /// What is written out is meant: a stack of the app, else one of the account; then the only one of the app that begins
    /// so.
    func find(_ argument: StackArgument) async throws -> StackSite {
        if let sites, let stack = argument.exact(in: sites.synthesis.assembly) {
            return try await sites.site(of: stack)
        }
        if let site = try await deployed(argument.text) { return site }
        guard let sites else { throw nowhere(argument.text) }
        return try await sites.site(of: argument)
    }

    /// Those of several names that only the account has, each with its site; the others are the app's.
    func split(_ names: [String]) async throws -> (app: [String], account: [StackSite]) {
        var (own, foreign): ([String], [StackSite]) = ([], [])
        for name in names {
            let isOwn =
                sites.flatMap { sites in
                    StackArgument(argument: name)?.exact(in: sites.synthesis.assembly)
                } != nil
            if !isOwn, let site = try await deployed(name) { foreign.append(site) } else { own.append(name) }
        }
        if sites == nil, let name = own.first { throw nowhere(name) }
        return (own, foreign)
    }

    /// A stack of the account that no app here speaks of.
    private func deployed(_ name: String) async throws -> StackSite? {
        guard name.wholeMatch(of: #/[A-Za-z][-A-Za-z0-9]*/#) != nil else { return nil }
        return try await StackSite.deployed(name, by: sessions.base.cloudFormation(), in: sessions.caller)?.site
    }

    private func nowhere(_ name: String) -> CommandFailure {
        let place = sessions.caller
        return .usage(
            "Account \(place.account) has no stack '\(Untrusted.line(name))' in \(place.region)",
            hint: "This folder holds no CDK app, whose stacks could be meant as well.")
    }
}

import AWS
import Deployment

/// Several plans for stacks, and who carries them out.
protocol StackOutlook {
    /// Those that do something.
    var plans: [(site: StackSite, plan: StackPlan)] { get }
}

extension CommandContext {
    /// Looks, shows and asks, and again where a stack has moved meanwhile: what is done is what somebody agreed to.
    ///
    /// - Parameter agree: shows what it is given. Answers whether it had to ask; throws after a no.
    func agreed<Outlook: StackOutlook>(
        _ look: () async throws -> Outlook, _ agree: (Outlook) async throws -> Bool
    ) async throws -> Outlook {
        var outlook = try await look()
        while try await agree(outlook), try await hasMoved(outlook) {
            console.note("Something has moved since this was shown; this is how it is now:")
            outlook = try await look()
        }
        return outlook
    }

    private func hasMoved(_ outlook: some StackOutlook) async throws -> Bool {
        for (site, plan) in outlook.plans {
            guard try await StackOperation(plan, by: site.client).isCurrent() else { return true }
        }
        return false
    }
}

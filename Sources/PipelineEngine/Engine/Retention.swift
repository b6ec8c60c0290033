import Foundation
import Logging

/// Makes room: forgets artifacts and builds past their age, and the oldest artifacts past the size they may take.
struct Retention: Sendable {
    let store: Store
    let artifacts: ArtifactFolder
    let settings: EngineSettings
    let providers: [any ActionProvider]
    let logger: Logger

    /// What cannot be removed now is only room lost; the next time tries again.
    func sweep(now: Date) async {
        do {
            try await offPool { try removeArtifacts(now: now) }
        } catch {
            logger.error("cannot make room in the artifact store: \(error)")
        }
        let oldest = now - Double(settings.builds.logRetentionInDays) * Self.day
        for provider in providers where !Task.isCancelled { await provider.forgetRuns(before: oldest) }
    }

    private func removeArtifacts(now: Date) throws {
        let oldest = now - Double(settings.artifacts.retentionInDays) * Self.day
        let limit = settings.artifacts.limitInMegabytes << 20
        var size = artifacts.removeUnusedContents()
        var page = try store.disposableExecutions()[...]
        while let execution = page.popFirst(), execution.time < oldest || size > limit {
            for location in try store.artifacts(of: execution.id) { size -= try artifacts.remove(location) }
            try store.forgetArtifacts(of: execution.id)
            if page.isEmpty { page = try store.disposableExecutions(since: execution.time)[...] }
        }
        artifacts.removeUnusedContents()
    }

    private static let day = 86_400.0
}

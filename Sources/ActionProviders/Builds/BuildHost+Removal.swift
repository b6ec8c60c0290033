import Foundation
import Logging
import PipelineEngine
import Runner

extension BuildHost {
    /// Removes the folders of builds that ended before a time, logs and all, and caches that no build has used since.
    func removeBuilds(before time: Date) async {
        do {
            try await offPool { removeEntries(before: time) }
        } catch {
            logger.error("cannot remove old builds: \(error)")
        }
    }

    private func removeEntries(before time: Date) {
        for folder in Self.entries(of: folder, unchangedSince: .distantFuture) { tidy(BuildDirectory(folder)) }
        for folder in Self.entries(of: folder, unchangedSince: time) where !BuildDirectory(folder).isRunnerAlive() {
            remove(folder)
        }
        let projects = try? FileManager.default.contentsOfDirectory(at: caches, includingPropertiesForKeys: nil)
        for archive in (projects ?? []).flatMap({ Self.entries(of: $0, unchangedSince: time) }) { remove(archive) }
    }

    /// Settles a build and throws its sources away, where nobody was left to do so: it was abandoned, or its engine died.
    private func tidy(_ directory: BuildDirectory) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.url.path)) ?? []
        guard BuildLayout.hasSources(among: names) || !names.contains("result.json") else { return }
        if (try? directory.settledResult()) != nil { BuildLayout.discardSources(of: directory) }
    }

    private static func entries(of folder: URL, unchangedSince time: Date) -> [URL] {
        let entries = try? FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: [.contentModificationDateKey], options: .skipsHiddenFiles)
        return (entries ?? []).filter { entry in
            let changed = try? entry.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate
            return changed.map { $0 < time } ?? false
        }
    }

    private func remove(_ entry: URL) {
        do {
            try FileManager.default.removeItem(at: entry)
        } catch {
            logger.error("cannot remove what is old, \(entry.lastPathComponent): \(error)")
        }
    }
}

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
        for folder in Self.entries(of: folder, unchangedSince: time) where !BuildDirectory(folder).isRunnerAlive() {
            remove(folder)
        }
        let projects = try? FileManager.default.contentsOfDirectory(at: caches, includingPropertiesForKeys: nil)
        for archive in (projects ?? []).flatMap({ Self.entries(of: $0, unchangedSince: time) }) { remove(archive) }
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

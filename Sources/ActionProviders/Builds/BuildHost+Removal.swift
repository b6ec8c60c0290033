import Foundation
import Logging
import PipelineEngine
import Runner

extension BuildHost {
    /// Removes the folders of builds that ended before a time, logs and all.
    func removeBuilds(before time: Date) async {
        do {
            try await offPool { removeFolders(before: time) }
        } catch {
            logger.error("cannot remove old builds: \(error)")
        }
    }

    private func removeFolders(before time: Date) {
        let folders = try? FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: [.contentModificationDateKey])
        for folder in folders ?? [] {
            let changed = try? folder.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate
            guard let changed, changed < time, !BuildDirectory(folder).isRunnerAlive() else { continue }
            do {
                try FileManager.default.removeItem(at: folder)
            } catch {
                logger.error("cannot remove the old build \(folder.lastPathComponent): \(error)")
            }
        }
    }
}

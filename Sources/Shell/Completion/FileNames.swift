import Foundation
import LineEditor

/// Names of files and folders that begin as the word does.
enum FileNames {
    static func candidates(_ word: String, _ context: CommandContext) -> [Candidate] {
        let parts = word.split(separator: "/", omittingEmptySubsequences: false)
        let prefix = parts.dropLast().joined(separator: "/")
        let base = prefix.isEmpty && word.hasPrefix("/") ? "/" : prefix
        let folder = base.isEmpty ? context.workspace.directory : context.location(base)
        let keys: [URLResourceKey] = [.isDirectoryKey]
        let entries = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: keys)) ?? []
        let showsHidden = parts.last?.hasPrefix(".") ?? false
        return entries.compactMap { entry in
            let name = entry.lastPathComponent
            if name.hasPrefix("."), !showsHidden { return nil }
            let isFolder = (try? entry.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false
            // A name that would move the cursor is not offered.
            if name != Untrusted.line(name) { return nil }
            let text = (word.contains("/") ? prefix + "/" : "") + name
            return Candidate(text + (isFolder ? "/" : ""), isFinal: !isFolder)
        }.sorted { $0.text < $1.text }
    }
}

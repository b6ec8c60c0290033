import Foundation
import LineEditor
import Project

/// Names of files and folders that begin as the word does.
enum FileNames {
    static func candidates(_ word: String, _ context: CommandContext) -> [Candidate] {
        entries(word, context).map { $0.candidate(description: nil) }.sorted { $0.text < $1.text }
    }

    /// Folders, those of projects first, and files where one is to be chosen among several that declare a pipeline.
    static func projects(_ word: String, _ context: CommandContext) -> [Candidate] {
        let entries = entries(word, context)
        let several = entries.first.map { ProjectFinder.projectFiles(in: $0.url.deletingLastPathComponent()) } ?? []
        let files = several.count > 1 ? Set(several.map(\.lastPathComponent)) : []
        let offered = entries.filter { $0.isFolder || files.contains($0.url.lastPathComponent) }
            .map { $0.candidate(description: $0.project) }
        return offered.sorted { ($0.description == nil ? 1 : 0, $0.text) < ($1.description == nil ? 1 : 0, $1.text) }
    }

    private struct Entry {
        var url: URL
        var text: String
        var isFolder: Bool

        func candidate(description: String?) -> Candidate {
            Candidate(text + (isFolder ? "/" : ""), description: description, isFinal: !isFolder)
        }

        /// What can be opened here; `nil` for other folders.
        var project: String? {
            if !isFolder { return "declares a pipeline" }
            if !ProjectFinder.projectFiles(in: url).isEmpty { return "a project" }
            let isRepository = FileManager.default.fileExists(atPath: url.appending(path: ".git").path)
            return isRepository ? "a git repository" : nil
        }
    }

    private static func entries(_ word: String, _ context: CommandContext) -> [Entry] {
        let parts = word.split(separator: "/", omittingEmptySubsequences: false)
        let prefix = parts.dropLast().joined(separator: "/")
        let base = prefix.isEmpty && word.hasPrefix("/") ? "/" : prefix
        let folder = base.isEmpty ? context.workspace.directory : context.location(base)
        let keys: [URLResourceKey] = [.isDirectoryKey]
        let urls = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: keys)) ?? []
        let beginning = parts.last ?? ""
        return urls.compactMap { url in
            let name = url.lastPathComponent
            if name.hasPrefix("."), !beginning.hasPrefix(".") { return nil }
            // A name that would move the cursor is not offered.
            guard name.hasPrefix(beginning), name == Untrusted.line(name) else { return nil }
            let isFolder = (try? url.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false
            return Entry(url: url, text: (word.contains("/") ? prefix + "/" : "") + name, isFolder: isFolder)
        }
    }
}

import Foundation

extension Repository {
    /// Whether git would run one of these hooks, wherever `core.hooksPath` puts them.
    func hasExecutableHook(in names: [String]) async throws -> Bool {
        let hooks = try await git(["rev-parse", "--git-path", "hooks"]).orThrow().line
        let directory = URL(filePath: hooks, directoryHint: .isDirectory, relativeTo: workTree)
        return names.contains { name in
            FileManager.default.isExecutableFile(atPath: directory.appending(path: name).path(percentEncoded: false))
        }
    }
}

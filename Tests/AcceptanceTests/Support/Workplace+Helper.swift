import Foundation

extension Workplace {
    /// git's helper as it is installed: under its own name, with `sluice` where its real file lies.
    var helper: URL { folder.appending(path: "bin/git-credential-sluice") }

    func makeHelper() throws {
        let folder = helper.deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        if !FileManager.default.fileExists(atPath: helper.path) {
            try FileManager.default.createSymbolicLink(
                at: helper,
                withDestinationURL: Self.executable.deletingLastPathComponent().appending(
                    path: helper.lastPathComponent))
        }
    }

    /// `git credential VERB` with the helper alone; git asks nobody.
    func credential(
        _ verb: String, _ input: String, options: String = "", with variables: [String: String] = [:]
    ) async throws -> Command {
        try makeHelper()
        let environment = environment.merging(atHome) { $1 }.merging(["GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": ""]) {
            $1
        }
        return try await Command.run(
            URL(filePath: "/usr/bin/env"),
            [
                "git", "-c", "credential.helper=", "-c", "credential.helper=\(helper.path)\(options)", "credential",
                verb,
            ],
            in: checkout, environment: environment.merging(variables) { $1 }, input: input)
    }

    func fill(_ input: String) async throws -> Command { try await credential("fill", input) }
}

import Foundation
import Git
import ScanSpecimens
import SecretScan
import TestSupport
import Testing

struct GitPatchTests {
    @Test func readsWhatGitPrints() async throws {
        let branchSecret = Specimen.withGitHubChecksum("ghp_", "a1B2c3D4e5F6g7H8i9J0kLmNoPqRsT")
        let mergeSecret = Specimen.withGitHubChecksum("ghp_", "ZyXwVuTsRqPoNmLkJiHgFeDcBa0987")
        try await withScratchDirectory { folder in
            let git = { (arguments: [String]) in try run(arguments, in: folder) }
            let write = { (name: String, text: String) in
                try Data(text.utf8).write(to: folder.appending(path: name))
            }
            _ = try git(["init", "-q", "-b", "main"])
            try write("shared", "base\n")
            try write(".gitattributes", "hidden binary\n")
            try commitAll("base", git)
            _ = try git(["switch", "-q", "-c", "side"])
            try write("ä b.txt", "first\n\(branchSecret)\r\n")
            try write("hidden", branchSecret)
            try commitAll("+++ b/fake\n@@ -0,0 +1 @@\n+\(branchSecret)", git)
            _ = try git(["switch", "-q", "main"])
            try write("other", "unrelated\n")
            try Data([0, 1, 10]).write(to: folder.appending(path: "archive"))
            try commitAll("other", git)
            _ = try git(["merge", "-q", "--no-ff", "--no-commit", "side"])
            try write("shared", "base\n\(mergeSecret)\n")
            try Data([0, 1, 10] + mergeSecret.utf8).write(to: folder.appending(path: "archive"))
            try commitAll("merge", git)
            _ = try git(["config", "diff.noprefix", "true"])

            let repository = try await Repository.find(
                from: folder, command: GitCommand(environment: environment(folder)))
            let head = try #require(try await repository.revParse("HEAD"))
            var scanner = PatchScanner()
            var found: [PatchFinding] = []
            try await repository.outgoingPatches(of: head, beyond: []) {
                found += scanner.findings(in: $0)
            }
            found += scanner.finish()
            #expect(
                found.map { "\($0.path):\($0.line)" }.sorted() == [
                    "archive:2", "hidden:1", "shared:2", "ä b.txt:2",
                ])
            let merge = try String(decoding: git(["rev-parse", "HEAD"]), as: UTF8.self)
            #expect(found.filter { $0.path == "shared" }.map { $0.commit.map { $0 + "\n" } } == [merge])
        }
    }

    private func commitAll(_ message: String, _ git: ([String]) throws -> Data) throws {
        _ = try git(["add", "."])
        _ = try git(["commit", "-q", "-m", message])
    }

    private func environment(_ home: URL) -> [String: String] {
        ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": home.path, "GIT_CONFIG_NOSYSTEM": "1"]
    }

    private func run(_ arguments: [String], in folder: URL) throws -> Data {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            ["git", "-c", "user.name=A", "-c", "user.email=a@b", "-c", "commit.gpgSign=false"] + arguments
        process.currentDirectoryURL = folder
        process.environment = environment(folder)
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "git \(arguments)")
        return data
    }
}

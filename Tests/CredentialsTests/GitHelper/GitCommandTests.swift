import Foundation
import TestSupport
import Testing

@testable import Credentials

/// git itself in front of a helper of ours, in processes of their own.
struct GitCommandTests {
    @Test func gitFindsAgainWhatItStored() async throws {
        try await withHelper { helper in
            let target = "protocol=https\nhost=example.com\n"
            let whole = target + "username=u\npassword=p\n"
            try helper.git("approve", whole)
            #expect(try helper.git("fill", target) == whole)
            try helper.git("reject", whole)
            #expect(try helper.vault.read(with: helper.identity).credentials.isEmpty)
        }
    }

    @Test func processesThatStoreAtOnceLoseNothing() async throws {
        try await withHelper { helper in
            let hosts = (0..<6).map { "host\($0).example.com" }
            let processes = try hosts.map {
                try helper.start("approve", "protocol=https\nhost=\($0)\nusername=u\npassword=p\n")
            }
            for process in processes { _ = try process.fileHandleForReading.readToEnd() }
            let patterns = try helper.vault.read(with: helper.identity).credentials.map(\.pattern)
            #expect(Set(patterns) == Set(hosts.map { "https://" + $0 }))
        }
    }

    private func withHelper(_ body: (Helper) async throws -> Void) async throws {
        try await withScratchDirectory { directory in
            let helper = Helper(directory: directory, identity: X25519Identity())
            try Data(helper.identity.text.reveal().utf8).write(to: directory.appending(path: "identity"))
            try await body(helper)
        }
    }

    private struct Helper {
        let directory: URL
        let identity: X25519Identity

        var vault: VaultFile { VaultFile(directory.appending(path: "vault.age")) }

        @discardableResult
        func git(_ operation: String, _ input: String) throws -> String {
            let output = try start(operation, input).fileHandleForReading.readToEnd() ?? Data()
            return String(decoding: output, as: UTF8.self)
        }

        /// Answers the pipe that is at its end when git and its helper are.
        func start(_ operation: String, _ input: String) throws -> Pipe {
            let process = Process()
            let (stdin, stdout) = (Pipe(), Pipe())
            process.executableURL = URL(filePath: "/usr/bin/env")
            let helper = "credential.helper=!'\(AgentProcess.executable.path)' '\(directory.path)'"
            process.arguments = ["git", "-c", "credential.helper=", "-c", helper, "credential", operation]
            process.environment = ["HOME": directory.path, "PATH": "/usr/bin:/bin", "GIT_TERMINAL_PROMPT": "0"]
            process.currentDirectoryURL = directory
            (process.standardInput, process.standardOutput) = (stdin, stdout)
            try process.run()
            try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
            try stdin.fileHandleForWriting.close()
            return stdout
        }
    }
}

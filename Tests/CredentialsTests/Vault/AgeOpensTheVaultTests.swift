import Foundation
import TestSupport
import Testing

@testable import Credentials

private let age = ["/usr/bin/age", "/usr/local/bin/age"].first { FileManager.default.isExecutableFile(atPath: $0) }

/// Nobody is locked in: with the passphrase, `age` alone gets at everything.
@Suite(.enabled(if: age != nil, "no age command"))
struct AgeOpensTheVaultTests {
    @Test func withTheIdentityFileAndItsPassphrase() async throws {
        try await withScratchDirectory { directory in
            let identity = try IdentityFile(directory.appending(path: "identity.age"))
                .create(passphrase: Secret("correct horse"), workFactor: 10)
            try VaultFile(directory.appending(path: "vault.age")).update(with: identity) {
                $0.store(Credential(kind: .secret, pattern: "db", secret: Secret("hunter2"), created: Date()))
            }
            try await open("vault.age", in: directory)
            let opened = try String(contentsOf: directory.appending(path: "opened"), encoding: .utf8)
            #expect(opened.contains("\"secret\" : \"hunter2\""))
        }
    }

    private func open(_ name: String, in directory: URL) async throws {
        let path = directory.path
        try await withPseudoTerminal { terminal in
            try terminal.spawn(
                URL(filePath: try #require(age)),
                ["-d", "-i", "\(path)/identity.age", "-o", "\(path)/opened", "\(path)/\(name)"],
                environment: ["PATH": "/usr/bin:/bin", "TERM": "xterm"])
            try await terminal.waitFor("passphrase")
            terminal.send("correct horse\r")
            #expect(await terminal.waitForExit() == 0)
        }
    }
}

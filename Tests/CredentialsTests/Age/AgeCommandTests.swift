import Foundation
import TestSupport
import Testing

@testable import Credentials

private let age = ["/usr/bin/age", "/usr/local/bin/age"].first { FileManager.default.isExecutableFile(atPath: $0) }

/// The `age` command itself as referee, in both directions.
@Suite(.enabled(if: age != nil, "no age command"))
struct AgeCommandTests {
    private let content = Array("a secret\n".utf8) + (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }

    @Test(arguments: [false, true]) func ageOpensWhatWeWrite(armored: Bool) async throws {
        try await withScratchDirectory { directory in
            let (own, other) = (X25519Identity(), X25519Identity())
            let file = try Age.encrypt(content, to: .keys([other.recipient, own.recipient]), armored: armored)
            try Data(file).write(to: directory.appending(path: "file.age"))
            try Data((own.text.reveal() + "\n").utf8).write(to: directory.appending(path: "identity"))
            try run("-d", "-i", "identity", "-o", "opened", "file.age", in: directory)
            #expect(try Array(Data(contentsOf: directory.appending(path: "opened"))) == content)
        }
    }

    @Test(arguments: [[], ["-a"]]) func weOpenWhatAgeWrites(options: [String]) async throws {
        try await withScratchDirectory { directory in
            let identity = X25519Identity()
            try Data(content).write(to: directory.appending(path: "content"))
            let arguments = options + ["-r", "\(identity.recipient)", "-o", "file.age", "content"]
            try run(arguments, in: directory)
            let file = Array(try Data(contentsOf: directory.appending(path: "file.age")))
            #expect(try Age.decrypt(file, with: [.key(X25519Identity()), .key(identity)]) == content)
        }
    }

    @Test func weOpenWhatAgeWritesUnderAPassphrase() async throws {
        try await withScratchDirectory { directory in
            let path = directory.path
            try Data(content).write(to: directory.appending(path: "content"))
            try await withPseudoTerminal { terminal in
                try terminal.spawn(
                    URL(filePath: try #require(age)), ["-p", "-o", "\(path)/file.age", "\(path)/content"],
                    environment: ["PATH": "/usr/bin:/bin", "TERM": "xterm"])
                for question in ["Enter passphrase", "Confirm passphrase"] {
                    try await terminal.waitFor(question)
                    terminal.send("correct horse\r")
                }
                #expect(await terminal.waitForExit() == 0)
            }
            let file = Array(try Data(contentsOf: directory.appending(path: "file.age")))
            #expect(try Age.decrypt(file, with: [.passphrase(Secret("correct horse"))]) == content)
        }
    }

    private func run(_ arguments: String..., in directory: URL) throws {
        try run(arguments, in: directory)
    }

    private func run(_ arguments: [String], in directory: URL) throws {
        let process = Process()
        process.executableURL = URL(filePath: try #require(age))
        process.arguments = arguments
        process.currentDirectoryURL = directory
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }
}

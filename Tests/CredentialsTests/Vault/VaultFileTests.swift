import Foundation
import TestSupport
import Testing

@testable import Credentials

struct VaultFileTests {
    private let identity = X25519Identity()

    @Test func whatIsStoredIsReadAgain() async throws {
        try await withFile { file in
            let credential = Credential(
                kind: .git, pattern: "https://example.com", username: "", secret: Secret("pässword"),
                authtype: "Bearer",
                expires: time, refreshToken: Secret("refresh"), created: time, lastUsed: time, note: "work")
            try file.update(with: identity) { $0.store(credential) }
            #expect(try file.read(with: identity).credentials == [credential])
        }
    }

    @Test func onlyItsOwnerMayReadIt() async throws {
        try await withFile { file in
            try store("first", in: file)
            let attributes = try FileManager.default.attributesOfItem(atPath: file.url.path)
            let folder = try FileManager.default.attributesOfItem(atPath: file.url.deletingLastPathComponent().path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            #expect(folder[.posixPermissions] as? Int == 0o700)
        }
    }

    @Test func theSecretIsNowhereInTheFolder() async throws {
        try await withFile { file in
            try store("first", in: file)
            try store("second", in: file)
            let folder = file.url.deletingLastPathComponent()
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            #expect(names == ["vault.age", "vault.age.lock", "vault.age.previous"])
            for name in names {
                let content = try Data(contentsOf: folder.appending(path: name))
                #expect(content.firstRange(of: Data("secret of".utf8)) == nil)
            }
        }
    }

    @Test func changesAtTheSameTimeAreAllKept() async throws {
        try await withFile { file in
            let names = (0..<24).map { "service\($0)" }
            try await withThrowingTaskGroup { group in
                for name in names { group.addTask { try store(name, in: file) } }
                try await group.waitForAll()
            }
            #expect(Set(try file.read(with: identity).credentials.map(\.pattern)) == Set(names))
        }
    }

    @Test func aTornFileIsRefusedAndTheGoodBackupNamed() async throws {
        try await withFile { file in
            try store("first", in: file)
            try store("second", in: file)
            let content = try Data(contentsOf: file.url)
            try content.dropLast(10).write(to: file.url)
            let error = #expect(throws: VaultError.self) { try file.read(with: identity) }
            guard case .damaged(_, _, let backup?) = error else { throw error ?? VaultError.missing(path: "") }
            #expect(try VaultFile(URL(filePath: backup)).read(with: identity).credentials.map(\.pattern) == ["first"])
            #expect(throws: VaultError.self) { try store("third", in: file) }
            #expect(try Data(contentsOf: file.url) == content.dropLast(10))
        }
    }

    @Test func aVanishedFileIsNotTakenForANewVault() async throws {
        try await withFile { file in
            try store("first", in: file)
            try store("second", in: file)
            try FileManager.default.removeItem(at: file.url)
            #expect(
                throws: VaultError.damaged(
                    path: file.url.path, reason: "It is gone.", backup: file.previous.path)
            ) { try store("third", in: file) }
        }
    }

    @Test func aBackupThatIsDamagedTooIsNotPraised() async throws {
        try await withFile { file in
            try store("first", in: file)
            try store("second", in: file)
            for url in [file.url, file.previous] { try Data("age".utf8).write(to: url) }
            let error = #expect(throws: VaultError.self) { try file.read(with: identity) }
            #expect(error?.description.contains("No good version") == true)
        }
    }

    @Test func recipientsThatWereAddedOpenTheVaultAndOthersDoNot() async throws {
        try await withFile { file in
            let other = X25519Identity()
            try store("first", in: file)
            #expect(throws: VaultError.notForThisIdentity(path: file.url.path, backup: nil)) {
                try file.read(with: other)
            }
            try file.update(with: identity) { $0.recipients.append(other.recipient) }
            #expect(try file.read(with: other).credentials.count == 1)
            try file.update(with: other) { _ = $0.remove { _ in true } }
            #expect(try file.read(with: identity).credentials.isEmpty)
            try file.update(with: identity) { $0.recipients.removeAll { $0 == other.recipient } }
            #expect(throws: VaultError.notForThisIdentity(path: file.url.path, backup: file.previous.path)) {
                try file.read(with: other)
            }
        }
    }

    @Test func aProcessThatKeepsTheLockIsGivenUpOn() async throws {
        try await withFile { file in
            try store("first", in: file)
            let before = try Data(contentsOf: file.url)
            let lock = file.url.appendingPathExtension("lock")
            var impatient = file
            impatient.patience = .milliseconds(20)
            try FileLock(lock).whileHeld {
                _ = #expect(throws: VaultError.busy(path: lock.path)) { try store("second", in: impatient) }
            }
            #expect(try Data(contentsOf: file.url) == before)
            try store("second", in: impatient)
        }
    }

    @Test func aChangeThatThrowsWritesNothing() async throws {
        try await withFile { file in
            try store("first", in: file)
            let before = try Data(contentsOf: file.url)
            #expect(throws: CancellationError.self) {
                try file.update(with: identity) { vault in
                    vault.remove { _ in true }
                    throw CancellationError()
                }
            }
            #expect(try Data(contentsOf: file.url) == before)
        }
    }

    private let time = Date(timeIntervalSince1970: 1_800_000_000)

    private func store(_ name: String, in file: VaultFile) throws {
        let credential = Credential(kind: .secret, pattern: name, secret: Secret("secret of \(name)"), created: time)
        try file.update(with: identity) { $0.store(credential) }
    }

    private func withFile(_ body: (VaultFile) async throws -> Void) async throws {
        try await withScratchDirectory { directory in
            try await body(VaultFile(directory.appending(path: "credentials/vault.age")))
        }
    }
}

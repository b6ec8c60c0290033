import Foundation
import TestSupport
import Testing

@testable import Credentials

struct IdentityFileTests {
    @Test func itsPassphraseOpensItAndAnotherDoesNot() async throws {
        try await withFile { file in
            let made = try file.create(passphrase: Secret("correct"), workFactor: 6)
            #expect(try file.open(passphrase: Secret("correct")).recipient == made.recipient)
            #expect(throws: VaultError.wrongPassphrase(path: file.url.path)) {
                try file.open(passphrase: Secret("wrong"))
            }
        }
    }

    @Test func aNewPassphraseKeepsTheIdentity() async throws {
        try await withFile { file in
            let made = try file.create(passphrase: Secret("old"), workFactor: 6)
            try file.changePassphrase(from: Secret("old"), to: Secret("new"), workFactor: 6)
            #expect(try file.open(passphrase: Secret("new")).recipient == made.recipient)
            #expect(throws: VaultError.self) { try file.open(passphrase: Secret("old")) }
            #expect(throws: VaultError.self) { try IdentityFile(file.copy).open(passphrase: Secret("old")) }
        }
    }

    @Test(
        arguments: [
            { (file: [UInt8]) in Array(file.dropLast(10)) }, { Array("x".utf8) + $0.dropFirst() },
            // The key that the passphrase wraps.
            { file in file.indices.map { $0 == 80 ? file[$0] ^ 1 : file[$0] } }, { _ in nil },
        ] as [@Sendable ([UInt8]) -> [UInt8]?])
    func oneThatWasDamagedNamesItsCopy(damage: @Sendable ([UInt8]) -> [UInt8]?) async throws {
        try await withFile { file in
            let made = try file.create(passphrase: Secret("correct"), workFactor: 6)
            let damaged = damage(Array(try Data(contentsOf: file.url)))
            try FileManager.default.removeItem(at: file.url)
            if let damaged { try Data(damaged).write(to: file.url) }
            let error = #expect(throws: VaultError.self) { try file.open(passphrase: Secret("correct")) }
            guard case .damaged(_, _, file.copy.path) = error else {
                Issue.record(Comment(rawValue: "\(String(describing: error))"))
                return
            }
            try? FileManager.default.removeItem(at: file.url)
            try FileManager.default.moveItem(at: file.copy, to: file.url)
            #expect(try file.open(passphrase: Secret("correct")).recipient == made.recipient)
            #expect(try Data(contentsOf: file.copy) == Data(contentsOf: file.url))
        }
    }

    @Test func anIdentityIsNotOverwritten() async throws {
        try await withFile { file in
            let made = try file.create(passphrase: Secret("first"), workFactor: 6)
            #expect(throws: VaultError.exists(path: file.url.path)) {
                try file.create(passphrase: Secret("second"), workFactor: 6)
            }
            #expect(try file.open(passphrase: Secret("first")).recipient == made.recipient)
        }
    }

    private func withFile(_ body: (IdentityFile) async throws -> Void) async throws {
        try await withScratchDirectory { directory in
            try await body(IdentityFile(directory.appending(path: "identity.age")))
        }
    }
}

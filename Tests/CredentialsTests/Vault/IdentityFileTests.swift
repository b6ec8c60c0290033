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

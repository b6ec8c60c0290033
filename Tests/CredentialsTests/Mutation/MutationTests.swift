import Foundation
import TestSupport
import Testing

@testable import Credentials

/// Damaged input: never a crash, and never taken for whole.
struct MutationTests {
    static let seeds: [UInt64] = [1, 2, 3, 4]

    @Test(arguments: seeds) func aDamagedAgeFileIsNeverOpened(seed: UInt64) throws {
        let identity = X25519Identity()
        let content = Array("content".utf8)
        let file = try Age.encrypt(content, to: .keys([X25519Identity().recipient, identity.recipient]))
        #expect(try Age.decrypt(file, with: [.key(identity)]) == content)
        try refuses(file, seed) { try Age.decrypt($0, with: [.key(identity)]) }
    }

    /// White space around armor, and how its lines end, may change; what it holds may not.
    @Test(arguments: seeds) func damagedArmorNeverOpensToAnythingElse(seed: UInt64) throws {
        let identity = X25519Identity()
        let content = Array("content".utf8)
        let file = try Age.encrypt(content, to: .keys([identity.recipient]), armored: true)
        #expect(try Age.decrypt(file, with: [.key(identity)]) == content)
        try refuses(file, seed) { damaged in
            let opened = try Age.decrypt(damaged, with: [.key(identity)])
            let binary = try Armor.decode(damaged)
            if opened == content && Armor.encode(binary) == file { throw AgeError.noMatch }
            return opened
        }
    }

    @Test(arguments: seeds) func aDamagedKeyIsNeverTaken(seed: UInt64) throws {
        let identity = X25519Identity()
        let recipient = "\(identity.recipient)"
        #expect(try AgeRecipient(recipient) == identity.recipient)
        try refuses(Array(recipient.utf8), seed) { try AgeRecipient(String(decoding: $0, as: UTF8.self)) }
        #expect(try X25519Identity(identity.text).recipient == identity.recipient)
        try refuses(identity.text.withBytes { Array($0) }, seed) { try X25519Identity(Secret(bytes: $0)) }
    }

    /// What is read is spelled again as it was read, so nothing was taken for something else.
    @Test(arguments: seeds) func aDamagedGitMessageIsReadAsItStandsOrRefused(seed: UInt64) {
        let request = "capability[]=authtype\nprotocol=https\nhost=example.com\nusername=u\nwwwauth[]=Basic\n"
        var mutator = Mutator(seed: seed)
        for _ in 0..<500 {
            let damaged = mutator.damage(Array(request.utf8))
            guard let message = try? GitMessage(damaged) else { continue }
            let lines = Set(damaged.split(separator: UInt8(ascii: "\n")).map(Array.init))
            #expect(message.attributes.allSatisfy { lines.contains(Array("\($0.key)=\($0.value)".utf8)) })
            var vault = Vault()
            for operation in GitHelper.Operation.allCases {
                _ = try? GitHelper.perform(operation, damaged, on: &vault, now: .distantPast)
            }
        }
    }

    private func refuses<Result>(_ whole: [UInt8], _ seed: UInt64, _ read: ([UInt8]) throws -> Result) throws {
        var mutator = Mutator(seed: seed)
        for _ in 0..<300 {
            let damaged = mutator.damage(whole)
            if damaged != whole { #expect(throws: AgeError.self) { try read(damaged) } }
        }
    }
}

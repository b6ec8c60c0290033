import Testing

@testable import Credentials

struct AgeTests {
    private let content = Array("content".utf8)

    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 131_072]) func contentOfAnyLengthComesBack(length: Int) throws {
        let identity = X25519Identity()
        let content = [UInt8](repeating: 7, count: length)
        let file = try Age.encrypt(content, to: .keys([identity.recipient]))
        #expect(try Age.decrypt(file, with: [.key(identity)]) == content)
    }

    @Test func aPassphraseOpensItsFileAndAnotherDoesNot() throws {
        let file = try Age.encrypt(content, to: .passphrase(Secret("correct"), workFactor: 8))
        #expect(try Age.decrypt(file, with: [.passphrase(Secret("correct"))]) == content)
        #expect(throws: AgeError.noMatch) { try Age.decrypt(file, with: [.passphrase(Secret("wrong"))]) }
    }

    @Test func aWorkFactorThatTakesTooMuchMemoryIsRefused() {
        #expect(throws: AgeError.workFactor(23, limit: 22)) {
            try Age.encrypt(content, to: .passphrase(Secret("correct"), workFactor: 23))
        }
    }

    @Test func aFileForNobodyIsNotWritten() {
        #expect(throws: AgeError.noRecipients) { try Age.encrypt(content, to: .keys([])) }
    }

    @Test func keysAreSpelledAsAgeSpellsThem() throws {
        let identity = try X25519Identity(
            Secret("AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"))
        #expect("\(identity.recipient)" == "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj")
        #expect(try AgeRecipient("\(identity.recipient)") == identity.recipient)
        #expect(try X25519Identity(identity.text).recipient == identity.recipient)
    }

    @Test(arguments: [
        "", "age1", "hello", "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwk",
        "AGE1ZVKYG2LQZRAA2LNJVQEJ32NKUU0UES2S82HZRYE869XEEXVN73EQUNUJWJ",
        "Age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj",
    ]) func textThatIsNoRecipientIsRefused(text: String) {
        #expect(throws: AgeError.self) { try AgeRecipient(text) }
    }

    @Test func secretsPrintAsNothing() {
        let secret = Secret("hunter2")
        var dumped = ""
        dump((secret, X25519Identity()), to: &dumped)
        #expect("\(secret) \(String(reflecting: secret))" == "•••• ••••")
        #expect(!dumped.contains("hunter2") && !dumped.contains("AGE-SECRET"))
    }
}

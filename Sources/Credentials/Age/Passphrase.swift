internal import Crypto
internal import CryptoExtras

/// A file key wrapped under a passphrase with scrypt (age-encryption.org/v1, "The scrypt recipient type").
enum Passphrase {
    static let stanzaType = "scrypt"
    private static let saltLength = 16

    static func wrap(_ fileKey: SymmetricKey, with passphrase: Secret, workFactor: Int) throws(AgeError) -> Stanza {
        let salt = SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) }
        let key = try key(from: passphrase, salt: salt, workFactor: workFactor)
        return Stanza(
            type: stanzaType, arguments: [Base64.encode(salt, padded: false), String(workFactor)],
            body: try FileKey.wrap(fileKey, with: key))
    }

    /// Answers `nil` if no stanza is for a passphrase, or if this is not the passphrase.
    ///
    /// - Parameter limit: of the work factor.
    static func unwrap(
        _ stanzas: [Stanza], with passphrase: Secret, _ limit: Int
    ) throws(AgeError) -> SymmetricKey? {
        guard let stanza = stanzas.first(where: { $0.type == stanzaType }) else { return nil }
        guard stanza.arguments.count == 2 else { throw .header("a stanza scrypt must have two arguments") }
        let salt = try stanza.bytes(ofArgument: 0, count: saltLength)
        let workFactor = try workFactor(from: stanza.arguments[1], limit)
        try FileKey.requireLength(of: stanza)
        return try FileKey.unwrap(stanza, with: try key(from: passphrase, salt: salt, workFactor: workFactor))
    }

    /// Whoever knows a passphrase can also write; a second recipient would hide that, so the format forbids it.
    static func requireAlone(in stanzas: [Stanza]) throws(AgeError) {
        guard stanzas.count == 1 || !stanzas.contains(where: { $0.type == stanzaType }) else {
            throw .header("a passphrase stands beside other recipients")
        }
    }

    private static func workFactor(from text: String, _ limit: Int) throws(AgeError) -> Int {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), !text.hasPrefix("0"), let factor = Int(text) else {
            throw .header("the work factor is no number")
        }
        guard factor <= limit else { throw .workFactor(factor, limit: limit) }
        return factor
    }

    private static func key(from passphrase: Secret, salt: [UInt8], workFactor: Int) throws(AgeError) -> SymmetricKey {
        guard 1...Age.largestWorkFactor ~= workFactor else {
            throw .workFactor(workFactor, limit: Age.largestWorkFactor)
        }
        do {
            return try KDF.Scrypt.deriveKey(
                from: passphrase.withBytes { Array($0) }, salt: Array("age-encryption.org/v1/scrypt".utf8) + salt,
                outputByteCount: 32, rounds: 1 << workFactor, blockSize: 8, parallelism: 1)
        } catch { throw .header("there is not enough memory for the work factor 2^\(workFactor)") }
    }
}

internal import Crypto

/// Files in the format age-encryption.org/v1, which the `age` command reads and writes too.
///
/// Whole files in memory: what the vault keeps is small.
public enum Age {
    /// The largest content that is written: 64 MiB. A file may have twice as many bytes, which is room for armor.
    public static let largestContent = 64 << 20
    /// The largest work factor that is accepted, as a power of two: 2^22 takes 4 GiB of memory, and is `age`'s limit too.
    public static let largestWorkFactor = 22
    /// What `age` itself uses: 2^18, about a second and 256 MiB.
    public static let usualWorkFactor = 18

    /// Who will be able to open a file. The format lets a passphrase stand alone only.
    public enum Recipients: Sendable, Hashable {
        case keys([AgeRecipient])
        case passphrase(Secret, workFactor: Int = Age.usualWorkFactor)
    }

    /// What may open a file.
    public enum Identity: Sendable {
        case key(X25519Identity)
        case passphrase(Secret)
    }

    /// - Parameters:
    ///   - armored: whether to write text for e-mail or paper, instead of bytes.
    ///   - plugins: what wraps the key for recipients of plugins.
    public static func encrypt(
        _ content: [UInt8], to recipients: Recipients, armored: Bool = false, plugins: AgePlugins = AgePlugins()
    ) throws(AgeError) -> [UInt8] {
        guard content.count <= largestContent else { throw .tooLarge(bytes: content.count, limit: largestContent) }
        let fileKey = FileKey.random()
        let header = Header(stanzas: try stanzas(for: recipients, fileKey, plugins), fileKey: fileKey)
        let nonce = SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) }
        let file = header.bytes + nonce + (try Payload(fileKey: fileKey, nonce: nonce).seal(content))
        return armored ? Armor.encode(file) : file
    }

    /// Opens a file, armored or not. Nothing of a damaged file comes out.
    ///
    /// - Parameter workFactor: the largest that is accepted of a passphrase.
    public static func decrypt(
        _ file: [UInt8], with identities: [Identity], workFactor: Int = largestWorkFactor
    ) throws(AgeError) -> [UInt8] {
        guard file.count <= 2 * largestContent else { throw .tooLarge(bytes: file.count, limit: 2 * largestContent) }
        var reader = HeaderReader(Armor.isArmor(file) ? try Armor.decode(file) : file)
        let header = try reader.header()
        let fileKey = try fileKey(from: header.stanzas, identities, workFactor)
        try header.authenticate(with: fileKey)
        guard reader.rest.count >= Payload.nonceLength else { throw .header("the file ends after it") }
        return try Payload(fileKey: fileKey, nonce: reader.rest.prefix(Payload.nonceLength))
            .open(reader.rest.dropFirst(Payload.nonceLength))
    }

    private static func stanzas(
        for recipients: Recipients, _ fileKey: SymmetricKey, _ plugins: AgePlugins
    ) throws(AgeError) -> [Stanza] {
        switch recipients {
        case .keys(let keys):
            guard !keys.isEmpty else { throw .noRecipients }
            return try keys.map { (key) throws(AgeError) in try key.wrap(fileKey, plugins) }
        case .passphrase(let passphrase, let workFactor):
            return [try Passphrase.wrap(fileKey, with: passphrase, workFactor: workFactor)]
        }
    }

    private static func fileKey(
        from stanzas: [Stanza], _ identities: [Identity], _ workFactor: Int
    ) throws(AgeError) -> SymmetricKey {
        try Passphrase.requireAlone(in: stanzas)
        for identity in identities {
            switch identity {
            case .key(let key): if let fileKey = try key.unwrap(stanzas) { return fileKey }
            case .passphrase(let passphrase):
                if let fileKey = try Passphrase.unwrap(stanzas, with: passphrase, workFactor) { return fileKey }
            }
        }
        throw .noMatch
    }
}

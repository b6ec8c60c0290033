internal import Crypto

/// The content of an age file: chunks of 64 KiB, each sealed under its number and whether it is the last, so that none
/// can be moved, dropped or added (the STREAM construction).
struct Payload {
    static let nonceLength = 16
    private static let chunkLength = 64 * 1024
    private static let tagLength = 16

    private let key: SymmetricKey

    init(fileKey: SymmetricKey, nonce: some Collection<UInt8>) {
        key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: fileKey, salt: Array(nonce), info: Array("payload".utf8), outputByteCount: 32)
    }

    func seal(_ content: [UInt8]) throws(AgeError) -> [UInt8] {
        let chunks = Self.chunks(of: content[...], length: Self.chunkLength)
        var sealed: [UInt8] = []
        for (number, chunk) in chunks.enumerated() {
            do {
                let nonce = try Self.nonce(number, isLast: number == chunks.count - 1)
                let box = try ChaChaPoly.seal(chunk, using: key, nonce: nonce)
                sealed += box.ciphertext + box.tag
            } catch { throw .payload("chunk \(number + 1) can't be sealed") }
        }
        return sealed
    }

    func open(_ sealed: ArraySlice<UInt8>) throws(AgeError) -> [UInt8] {
        let chunks = Self.chunks(of: sealed, length: Self.chunkLength + Self.tagLength)
        var content: [UInt8] = []
        for (number, chunk) in chunks.enumerated() {
            let opened = try open(chunk, number, isLast: number == chunks.count - 1)
            guard !opened.isEmpty || number == 0 else { throw .payload("its last chunk is empty") }
            content += opened
        }
        return content
    }

    private func open(_ chunk: ArraySlice<UInt8>, _ number: Int, isLast: Bool) throws(AgeError) -> [UInt8] {
        guard chunk.count >= Self.tagLength else { throw .payload("it is cut short") }
        do {
            let box = try ChaChaPoly.SealedBox(
                nonce: Self.nonce(number, isLast: isLast), ciphertext: chunk.dropLast(Self.tagLength),
                tag: chunk.suffix(Self.tagLength))
            return Array(try ChaChaPoly.open(box, using: key))
        } catch { throw .payload("chunk \(number + 1) was changed, or the file is cut short or goes on after its end") }
    }

    /// At least one chunk, if need be empty.
    private static func chunks(of bytes: ArraySlice<UInt8>, length: Int) -> [ArraySlice<UInt8>] {
        guard !bytes.isEmpty else { return [bytes] }
        return stride(from: bytes.startIndex, to: bytes.endIndex, by: length).map {
            bytes[$0..<min($0 + length, bytes.endIndex)]
        }
    }

    /// Eleven bytes of the chunk's number, and one that says whether it is the last.
    private static func nonce(_ number: Int, isLast: Bool) throws -> ChaChaPoly.Nonce {
        let number = withUnsafeBytes(of: UInt64(number).bigEndian) { Array($0) }
        return try ChaChaPoly.Nonce(data: [0, 0, 0] + number + [isLast ? 1 : 0])
    }
}

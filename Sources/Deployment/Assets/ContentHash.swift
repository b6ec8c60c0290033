import Crypto
public import Foundation

/// The SHA-256 of a content.
public struct ContentHash: Sendable, Hashable {
    private let digest: Data

    public init(of content: Data) {
        digest = Data(SHA256.hash(data: content))
    }

    /// As asset ids have it. A template's id is the hash of its bytes; of other assets the framework hashed the
    /// sources in its own way, and only the manifest knows the id.
    public var hexadecimal: String {
        digest.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    /// As the header `x-amz-checksum-sha256` has it.
    public var base64: String { digest.base64EncodedString() }
}

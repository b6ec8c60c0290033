internal import Crypto

/// Text that must not be seen: a password, a token, a passphrase.
///
/// It prints, interpolates and dumps as `••••`, and is not `Codable`, so that it gets nowhere by accident. Its bytes lie
/// in memory that swift-crypto zeroes when the last copy goes. What `reveal` answers, and what the text was made from,
/// are ordinary values that Swift may leave behind in freed memory: reveal late, and briefly.
public struct Secret: Sendable {
    private let key: SymmetricKey

    public init(_ text: String) {
        self.init(bytes: Array(text.utf8))
    }

    /// A secret that need not be text.
    public init(bytes: [UInt8]) {
        key = SymmetricKey(data: bytes)
    }

    public var isEmpty: Bool { key.bitCount == 0 }

    /// The bytes, for as long as `body` runs.
    public func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let outcome = key.withUnsafeBytes { bytes in
            Swift.Result { () throws(Failure) in try body(bytes) }
        }
        return try outcome.get()
    }

    /// The text itself; bytes that are no UTF-8 come out as replacement characters.
    public func reveal() -> String {
        withBytes { String(decoding: $0, as: UTF8.self) }
    }
}

extension Secret: Hashable {
    /// Takes the same time wherever two secrets of one length differ.
    public static func == (first: Secret, second: Secret) -> Bool {
        first.key == second.key
    }

    public func hash(into hasher: inout Hasher) {
        withBytes { hasher.combine(bytes: $0) }
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "••••" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

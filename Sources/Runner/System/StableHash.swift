/// A number for some bytes that every version of sluice makes the same (FNV-1a, 64 bits). It tells a user's own names and
/// files apart, and proves nothing.
public struct StableHash: Sendable {
    /// The number so far.
    public private(set) var value: UInt64

    /// The hash of nothing, or of another `seed`.
    public init(seed: UInt64 = 0xcbf2_9ce4_8422_2325) { value = seed }

    /// The hash of a text.
    public init(_ text: String) {
        self.init()
        add(text.utf8)
    }

    /// Goes on with further bytes.
    public mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }

    /// In hexadecimal.
    public var text: String { String(value, radix: 16) }
}

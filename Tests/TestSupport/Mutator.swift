/// Damages bytes at random, the same way for the same seed.
public struct Mutator: Sendable {
    private var state: UInt64

    public init(seed: UInt64) {
        state = seed
    }

    /// One to four bytes changed, dropped, doubled or inserted, or the end cut off. Perhaps the same bytes again.
    public mutating func damage(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...next(below: 4) where !bytes.isEmpty {
            let index = next(below: bytes.count)
            switch next(below: 6) {
            case 0: bytes[index] ^= 1 << UInt8(next(below: 8))
            case 1: bytes[index] = UInt8(next(below: 256))
            case 2: bytes.remove(at: index)
            case 3: bytes.insert(bytes[index], at: index)
            case 4: bytes.insert(UInt8(next(below: 256)), at: index)
            default: bytes.removeLast(min(bytes.count, next(below: 20)))
            }
        }
        return bytes
    }

    /// SplitMix64.
    private mutating func next(below bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
}

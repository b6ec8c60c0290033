/// Damages bytes at random, the same way for the same seed.
public struct Mutator: Sendable {
    private var random: SeededGenerator

    public init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
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

    private mutating func next(below bound: Int) -> Int { Int(random.next() % UInt64(bound)) }
}

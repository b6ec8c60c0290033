/// Text by chance, the same for the same seed (SplitMix64).
package struct RandomText: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    package mutating func of(_ alphabet: String, _ count: Int) -> String {
        let characters = Array(alphabet)
        return String((0..<count).map { _ in characters[Int.random(in: 0..<characters.count, using: &self)] })
    }

    package mutating func digits(_ count: Int) -> String { of("0123456789", count) }
    package mutating func hex(_ count: Int) -> String { of("0123456789abcdef", count) }
    package mutating func upper(_ count: Int) -> String { of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", count) }
    package mutating func lower(_ count: Int) -> String { of("abcdefghijklmnopqrstuvwxyz0123456789", count) }
    package mutating func letters(_ count: Int) -> String {
        of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", count)
    }
    package mutating func base64(_ count: Int) -> String {
        of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", count)
    }
    package mutating func uuid() -> String { [8, 4, 4, 4, 12].map { hex($0) }.joined(separator: "-") }
}

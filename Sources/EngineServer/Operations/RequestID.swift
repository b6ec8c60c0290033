import Foundation

/// The id of an answer: a lower-case UUID of version 4.
///
/// `UUID()` opens the system's random device each time where Foundation is linked statically; this asks the kernel.
enum RequestID {
    static func next() -> String {
        var generator = SystemRandomNumberGenerator()
        let (high, low): (UInt64, UInt64) = (generator.next(), generator.next())
        let words = [
            high >> 32, high >> 16 & 0xFFFF, high & 0x0FFF | 0x4000, low >> 48 & 0x3FFF | 0x8000,
            low & 0xFFFF_FFFF_FFFF,
        ]
        return zip(words, [8, 4, 4, 4, 12]).map { word, digits in
            let text = String(word, radix: 16)
            return String(repeating: "0", count: digits - text.count) + text
        }.joined(separator: "-")
    }
}

import Foundation

/// Hides secret values in text that leaves the build.
///
/// Hidden are the values themselves, each line of one with several, and their base64 form; values of fewer than four
/// characters are left, since hiding them would hide half of any text. However many secrets there are, text is gone
/// through once.
struct Masker: Sendable {
    static let replacement = Array("***".utf8)
    private static let shortest = 4

    /// The patterns by their first four bytes, the longest first.
    private let patterns: [UInt32: [[UInt8]]]
    /// One bit for each hash of four bytes with which a pattern begins: most text is passed over by it.
    private let beginnings: [UInt64]
    let longestSecret: Int

    /// - Parameter secrets: the values to hide.
    init(secrets: some Sequence<String>) {
        let all = Set(secrets.flatMap(Self.forms)).filter { $0.count >= Self.shortest }
        longestSecret = all.map(\.count).max() ?? 0
        patterns = Dictionary(grouping: all.sorted { $0.count > $1.count }) { pattern in
            pattern.withUnsafeBytes { $0.loadUnaligned(as: UInt32.self) }
        }
        var beginnings = [UInt64](repeating: 0, count: 1 << 10)
        for beginning in patterns.keys {
            let hash = Self.hash(beginning)
            beginnings[hash >> 6] |= 1 << UInt64(hash & 63)
        }
        self.beginnings = beginnings
    }

    /// What to look for to hide one value.
    private static func forms(of secret: String) -> [[UInt8]] {
        var forms = [Array(secret.utf8)]
        for line in secret.split(whereSeparator: \.isNewline) { forms.append(Array(line.utf8)) }
        for form in [secret, secret + "\n"] where secret.utf8.count >= shortest {
            let encoded = Array(Data(form.utf8).base64EncodedString().utf8)
            forms.append(encoded)
            // base64(1) breaks its lines after 76 characters.
            for start in stride(from: 0, to: encoded.count, by: 76) where encoded.count > 76 {
                forms.append(Array(encoded[start..<min(start + 76, encoded.count)]))
            }
        }
        return forms
    }

    func masking(_ text: String) -> String {
        patterns.isEmpty ? text : String(decoding: masking(Array(text.utf8)), as: UTF8.self)
    }

    func masking(_ line: [UInt8]) -> [UInt8] {
        line.withUnsafeBytes { bytes in
            guard let first = match(in: bytes, from: 0) else { return line }
            var result: [UInt8] = []
            result.reserveCapacity(bytes.count)
            var (next, end) = (Optional(first), 0)
            while let match = next {
                result += bytes[end..<match.lowerBound]
                result += Self.replacement
                end = match.upperBound
                next = self.match(in: bytes, from: end)
            }
            return result + bytes[end...]
        }
    }

    /// A place to cut a line at or after `cut`, such that no secret is divided.
    func cut(_ line: [UInt8], near cut: Int) -> Int {
        line.withUnsafeBytes { bytes in
            var start = max(0, cut - longestSecret + 1)
            while let match = match(in: bytes, from: start), match.lowerBound < cut {
                if match.upperBound > cut { return match.upperBound }
                start = match.upperBound
            }
            return cut
        }
    }

    /// The first stretch of text from `start` on that secrets cover; where they overlap it covers all of them.
    func match(in bytes: UnsafeRawBufferPointer, from start: Int) -> Range<Int>? {
        guard longestSecret > 0, bytes.count >= Self.shortest else { return nil }
        let last = bytes.count - Self.shortest
        var (index, found) = (start, nil as Range<Int>?)
        return beginnings.withUnsafeBufferPointer { beginnings in
            while index <= min(last, (found?.upperBound ?? .max) - 1) {
                let beginning = bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self)
                let hash = Self.hash(beginning)
                if beginnings[hash >> 6] >> UInt64(hash & 63) & 1 == 1,
                    let length = length(of: beginning, at: index, bytes)
                {
                    let covered = found ?? index..<index
                    found = covered.lowerBound..<max(covered.upperBound, index + length)
                }
                index += 1
            }
            return found
        }
    }

    /// How long the longest pattern is that stands at a place.
    private func length(of beginning: UInt32, at index: Int, _ bytes: UnsafeRawBufferPointer) -> Int? {
        patterns[beginning]?.first { pattern in
            bytes.count - index >= pattern.count && bytes[index..<index + pattern.count].elementsEqual(pattern)
        }?.count
    }

    private static func hash(_ beginning: UInt32) -> Int {
        Int((beginning &* 0x9E37_79B1) >> 16)
    }
}

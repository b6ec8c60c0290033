internal import Glibc

/// Hides secrets in text that is shown or kept.
///
/// Hidden are the values themselves, each line of one with several, and its `SecretParts`, in every form of
/// `SecretForms`; values of fewer than four bytes are left, since hiding them would hide half of any text. However many
/// secrets there are, text is gone through once.
public struct Masker: Sendable {
    public static let replacement = Array("***".utf8)
    private static let shortest = 4

    /// The patterns by their first four bytes, the longest first.
    private let patterns: [UInt32: [[UInt8]]]
    /// One bit for each hash of four bytes with which a pattern begins: most text is passed over by it.
    private let beginnings: [UInt64]
    /// The longest of all forms, in bytes: so much of a text's end may yet turn out to be the beginning of a secret.
    public let longestSecret: Int

    /// - Parameter secrets: the values to hide.
    public init(secrets: some Sequence<String>) {
        let all = Set(secrets.flatMap(Self.forms)).filter { $0.count >= Self.shortest }
        longestSecret = all.map(\.count).max() ?? 0
        patterns = Dictionary(grouping: all.sorted { $0.count > $1.count }) { pattern in
            pattern.withUnsafeBytes { $0.loadUnaligned(as: UInt32.self) }
        }
        var beginnings = [UInt64](repeating: 0, count: 1 << (Self.hashBits - 6))
        for beginning in patterns.keys {
            let hash = Self.hash(beginning)
            beginnings[hash >> 6] |= 1 << UInt64(hash & 63)
        }
        self.beginnings = beginnings
    }

    /// What to look for to hide one value.
    private static func forms(of secret: String) -> [[UInt8]] {
        let whole = Array(secret.utf8)
        let parts = Set([whole] + SecretParts.lines(of: whole)).union(SecretParts.of(whole))
        return parts.filter { $0.count >= shortest }.flatMap { text in
            SecretForms.all(of: text).union(SecretForms.ofFile(text))
        }
    }

    public func masking(_ text: String) -> String {
        patterns.isEmpty ? text : String(decoding: masking(Array(text.utf8)), as: UTF8.self)
    }

    public func masking(_ text: [UInt8]) -> [UInt8] {
        text.withUnsafeBytes { bytes in
            guard let first = match(in: bytes, from: 0) else { return text }
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

    /// Whether a secret stands in the text.
    public func finds(in text: String) -> Bool {
        !patterns.isEmpty && Array(text.utf8).withUnsafeBytes { match(in: $0, from: 0) } != nil
    }

    /// A place to cut a line at or after `cut`, such that no secret is divided.
    public func cut(_ line: [UInt8], near cut: Int) -> Int {
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
    public func match(in bytes: UnsafeRawBufferPointer, from start: Int) -> Range<Int>? {
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
        let place = UnsafeRawBufferPointer(rebasing: bytes[index...])
        return patterns[beginning]?.first { pattern in
            place.count >= pattern.count
                && pattern.withUnsafeBytes { pattern in
                    guard let left = place.baseAddress, let right = pattern.baseAddress else { return false }
                    return memcmp(left, right, pattern.count) == 0
                }
        }?.count
    }

    /// The bits then fill 32 KiB, which stay in a core's first cache, and some thousand beginnings hardly crowd them.
    private static let hashBits = 18

    private static func hash(_ beginning: UInt32) -> Int {
        Int((beginning &* 0x9E37_79B1) >> UInt32(32 - hashBits))
    }
}

import CLinux
import Foundation

/// Hides secret values in text that leaves the build.
///
/// Hidden are the values themselves, each line of one with several, and their base64 form; values of fewer than four
/// characters are left, since hiding them would hide half of any text.
struct Masker: Sendable {
    static let replacement = Array("***".utf8)
    private static let shortest = 4

    private let patterns: [[UInt8]]

    /// - Parameter secrets: the values to hide.
    init(secrets: some Sequence<String>) {
        var patterns: Set<[UInt8]> = []
        for secret in secrets {
            patterns.insert(Array(secret.utf8))
            for line in secret.split(whereSeparator: \.isNewline) { patterns.insert(Array(line.utf8)) }
            for form in [secret, secret + "\n"] where secret.utf8.count >= Self.shortest {
                let encoded = Array(Data(form.utf8).base64EncodedString().utf8)
                patterns.insert(encoded)
                // base64(1) breaks its lines after 76 characters.
                for start in stride(from: 0, to: encoded.count, by: 76) where encoded.count > 76 {
                    patterns.insert(Array(encoded[start..<min(start + 76, encoded.count)]))
                }
            }
        }
        self.patterns = patterns.filter { $0.count >= Self.shortest }.sorted { $0.count > $1.count }
    }

    var longestSecret: Int { patterns.first?.count ?? 0 }

    func masking(_ text: String) -> String {
        patterns.isEmpty ? text : String(decoding: masking(Array(text.utf8)), as: UTF8.self)
    }

    func masking(_ line: [UInt8]) -> [UInt8] {
        patterns.reduce(line) { line, pattern in Self.replacing(pattern, in: line) }
    }

    /// A place to cut a line at or after `cut`, such that no secret is divided.
    func cut(_ line: [UInt8], near cut: Int) -> Int {
        patterns.reduce(cut) { cut, pattern in
            let start = max(0, cut - pattern.count + 1)
            guard let match = Self.index(of: pattern, in: line, from: start), match < cut else { return cut }
            return match + pattern.count
        }
    }

    private static func replacing(_ pattern: [UInt8], in line: [UInt8]) -> [UInt8] {
        guard var match = index(of: pattern, in: line, from: 0) else { return line }
        var result: [UInt8] = []
        var start = 0
        while true {
            result += line[start..<match]
            result += replacement
            start = match + pattern.count
            guard let next = index(of: pattern, in: line, from: start) else { break }
            match = next
        }
        return result + line[start...]
    }

    private static func index(of pattern: [UInt8], in line: [UInt8], from start: Int) -> Int? {
        line.withUnsafeBytes { line in
            pattern.withUnsafeBytes { pattern in
                guard let base = line.baseAddress, start < line.count,
                    let found = clinux_find(base + start, line.count - start, pattern.baseAddress, pattern.count)
                else { return nil }
                return UnsafeRawPointer(found) - base
            }
        }
    }
}

/// A pattern of the service model: its text for messages, and a test of its own.
///
/// The tests are written out because compiling an expression costs more than all checks of a pipeline, and a shell that
/// loads its project before the first prompt feels that.
struct TextPattern: Sendable {
    /// The regular expression as the model writes it.
    var text: String
    var matches: @Sendable (String) -> Bool

    /// One or more of the ASCII letters and digits and some other characters.
    static func characters(_ text: String, besidesAlphanumerics others: String) -> TextPattern {
        let others = Set(others.utf8)
        return TextPattern(text: text) { value in
            !value.isEmpty && value.utf8.allSatisfy { $0.isAlphanumeric || others.contains($0) }
        }
    }

    static let roleArn = TextPattern(text: "arn:aws(-[\\w]+)*:iam::[0-9]{12}:role/.*") { value in
        let parts = value.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        return parts.count == 6 && parts[0] == "arn" && isPartition(parts[1]) && parts[2] == "iam" && parts[3].isEmpty
            && parts[4].count == 12 && parts[4].utf8.allSatisfy(\.isDigit) && parts[5].hasPrefix("role/")
            && !value.contains(where: \.isNewline)
    }

    /// `aws`, or `aws-cn` and the like.
    private static func isPartition(_ text: Substring) -> Bool {
        let words = text.split(separator: "-", omittingEmptySubsequences: false)
        return words.first == "aws"
            && words.dropFirst().allSatisfy { word in
                !word.isEmpty && word.utf8.allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: "_") }
            }
    }

    /// One line of any text; the line breaks are those that Java's `.` leaves out.
    static let line = TextPattern(text: ".*") { value in
        !value.unicodeScalars.contains { ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains($0) }
    }

    /// One of some words.
    static func words(_ words: String...) -> TextPattern {
        TextPattern(text: words.joined(separator: "|")) { words.contains($0) }
    }

    /// A lower-case UUID.
    static let uuid = TextPattern(text: "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}") { value in
        let groups = value.split(separator: "-", omittingEmptySubsequences: false)
        return groups.map(\.count) == [8, 4, 4, 4, 12]
            && groups.joined().utf8.allSatisfy { $0.isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0) }
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    fileprivate var isAlphanumeric: Bool {
        isDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
    }
}

internal import Foundation

/// The parts of a secret that are secrets by themselves: the values of a JSON object or of lines such as `NAME=value`, by
/// their names or their looks, the passwords of URLs in them, and the lines of a key.
///
/// What else stands there, such as the names of users and hosts, is none: it is found everywhere.
public enum SecretParts {
    /// Bytes. What is shorter stands in too much that has nothing to do with it.
    private static let shortest = 6

    public static func of(_ secret: [UInt8]) -> Set<[UInt8]> {
        let found = json(secret).map { values(of: $0, called: "") } ?? lines(of: secret).flatMap { parts(ofLine: $0) }
        return Set(found.filter { $0.count >= shortest && $0 != secret })
    }

    /// The lines of a text, without their indentation.
    static func lines(of text: [UInt8]) -> [[UInt8]] {
        text.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }.map { trimmed($0, "\t ") }
    }

    private static func json(_ secret: [UInt8]) -> Any? {
        guard let first = trimmed(secret[...], "\t\r\n ").first, "{[".utf8.contains(first) else { return nil }
        return try? JSONSerialization.jsonObject(with: Data(secret))
    }

    private static func values(of value: Any, called name: String) -> [[UInt8]] {
        switch value {
        case let object as [String: Any]: object.flatMap { values(of: $0.value, called: $0.key) }
        case let list as [Any]: list.flatMap { values(of: $0, called: name) }
        case let text as String: parts(of: Array(text.utf8), called: name)
        default: []
        }
    }

    private static func parts(of value: [UInt8], called name: String) -> [[UInt8]] {
        (SecretName.tells(name) || looksRandom(value) ? [value] : []) + lines(of: value).flatMap { parts(ofLine: $0) }
    }

    /// The value of a setting comes before its line, which looks as random as the value does.
    private static func parts(ofLine line: [UInt8]) -> [[UInt8]] {
        let found =
            Setting.all(in: line).filter { SecretName.tells($0.name) || looksRandom($0.value) }.map(\.value)
            + URLPassword.all(in: line)
        return found.isEmpty && looksRandom(line) ? [line] : found
    }

    /// Whether a text was made by a machine: long, of many letters and digits, and no words with hyphens between them.
    private static func looksRandom(_ text: [UInt8]) -> Bool {
        guard text.count >= 20, text.entropy >= 3.5 else { return false }
        let string = String(decoding: text, as: UTF8.self)
        let digits = string.filter { $0.isASCII && $0.isNumber }.count
        let letters = string.filter { $0.isASCII && $0.isLetter }
        let others = text.count - digits - letters.count
        guard string.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "+/=-_".contains($0)) }),
            UUID(uuidString: string) == nil
        else { return false }
        let isMixed = letters.contains(where: \.isUppercase) && letters.contains(where: \.isLowercase)
        return isMixed ? digits > 0 : digits >= 3 && others == 0 && !letters.isEmpty
    }
}

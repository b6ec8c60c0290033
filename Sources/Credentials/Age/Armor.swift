/// The strict PEM that lets an age file travel as text (age-encryption.org/v1, "ASCII armor").
enum Armor {
    private static let begin = "-----BEGIN AGE ENCRYPTED FILE-----"
    private static let end = "-----END AGE ENCRYPTED FILE-----"
    private static let columns = 64

    /// Whether the file, after white space, begins as armor does.
    static func isArmor(_ file: [UInt8]) -> Bool {
        file.drop(while: isWhitespace).starts(with: "-----BEGIN ".utf8)
    }

    static func encode(_ file: [UInt8]) -> [UInt8] {
        let text = Array(Base64.encode(file, padded: true).utf8)
        let lines = stride(from: 0, to: text.count, by: columns).map { start in
            String(decoding: text[start..<min(start + columns, text.count)], as: UTF8.self)
        }
        return Array(([begin] + lines + [end, ""]).joined(separator: "\n").utf8)
    }

    static func decode(_ file: [UInt8]) throws(AgeError) -> [UInt8] {
        var lines = lines(of: file)
        guard let first = lines.first, first.elementsEqual(begin.utf8) else {
            throw .armor("its first line is not '\(begin)'")
        }
        guard lines.count > 1, let last = lines.popLast(), last.elementsEqual(end.utf8) else {
            throw .armor("its last line is not '\(end)'")
        }
        let body = lines.dropFirst()
        guard body.dropLast().allSatisfy({ $0.count == columns }), body.last.map({ 1...columns ~= $0.count }) ?? true
        else { throw .armor("a line is too long or too short") }
        guard let bytes = Base64.decode(body.joined(), padded: true) else { throw .armor("it is not canonical Base64") }
        return bytes
    }

    /// The lines without what ends them; white space around the whole is allowed, within it is not.
    private static func lines(of file: [UInt8]) -> [ArraySlice<UInt8>] {
        let trimmed = file[...].drop(while: isWhitespace)
        let length = trimmed.reversed().drop(while: isWhitespace).count
        return trimmed.prefix(length).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
            $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0
        }
    }

    private static func isWhitespace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || (9...13).contains(byte)
    }
}

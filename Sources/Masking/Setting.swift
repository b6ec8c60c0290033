/// A name and its value, as files of settings have them.
struct Setting {
    var name: String
    var value: [UInt8]

    /// What a line sets: `NAME=value`, `name: "value"`, with a comment behind it or not, and each part of a connection
    /// string, `host=db user=shop password=…` or `Server=db;Password=…`.
    static func all(in line: [UInt8]) -> [Setting] {
        guard let sign = line.firstIndex(where: "=:".utf8.contains) else { return [] }
        let name = text(line[..<sign])
        return values(of: line[(sign + 1)...]).map { Setting(name: name, value: $0) } + parts(of: line)
    }

    /// As a whole, and without the comment behind it. The end of base64 is no value.
    private static func values(of text: ArraySlice<UInt8>) -> Set<[UInt8]> {
        let whole = trimmed(text, "\t \"',;")
        guard whole.contains(where: { $0 != UInt8(ascii: "=") }) else { return [] }
        return [whole, withoutComment(trimmed(text, "\t "))]
    }

    private static func withoutComment(_ text: [UInt8]) -> [UInt8] {
        if let quote = text.first, "\"'".utf8.contains(quote), let end = text.dropFirst().firstIndex(of: quote) {
            return Array(text[1..<end])
        }
        let start = text.indices.first { text[$0] == UInt8(ascii: "#") && $0 > 0 && " \t".utf8.contains(text[$0 - 1]) }
        return trimmed(text[..<(start ?? text.endIndex)], "\t \"',;")
    }

    /// Only where all parts set something: words behind a blank may belong to the one value of the line.
    private static func parts(of line: [UInt8]) -> [Setting] {
        let signs = line.contains(UInt8(ascii: ";")) ? ";" : "& \t"
        let parts = line.split { signs.utf8.contains($0) }
        guard parts.count > 1 else { return [] }
        let settings = parts.compactMap(part)
        return settings.count == parts.count ? settings : []
    }

    private static func part(_ text: ArraySlice<UInt8>) -> Setting? {
        let (sign, quotes) = (UInt8(ascii: "="), "\"',")
        let filled = text.lastIndex { $0 != sign } ?? text.startIndex
        guard let end = text[..<filled].lastIndex(of: sign) else { return nil }
        let start = text[..<end].lastIndex { "=?".utf8.contains($0) }.map { $0 + 1 } ?? text.startIndex
        return Setting(name: Self.text(text[start..<end]), value: trimmed(text[(end + 1)...], " " + quotes))
    }

    private static func text(_ name: ArraySlice<UInt8>) -> String {
        String(decoding: trimmed(name, "\t \"'"), as: UTF8.self)
    }
}

func trimmed(_ text: some BidirectionalCollection<UInt8>, _ edge: String) -> [UInt8] {
    Array(text.drop(while: edge.utf8.contains).reversed().drop(while: edge.utf8.contains).reversed())
}

/// One recipient's part of an age header: the file key, wrapped so that this recipient can unwrap it.
package struct Stanza: Sendable, Hashable {
    static let prefix = "->"
    static let columns = 64

    var type: String
    var arguments: [String]
    var body: [UInt8]

    /// The lines of the header that say this. The body's last line is always shorter than the others, if need be empty.
    var lines: [String] {
        let text = Array(Base64.encode(body, padded: false).utf8)
        let body = stride(from: 0, through: text.count, by: Self.columns).map { start in
            String(decoding: text[start..<min(start + Self.columns, text.count)], as: UTF8.self)
        }
        return [([Self.prefix, type] + arguments).joined(separator: " ")] + body
    }

    /// The argument at `index` as the bytes that it spells, which must be `count`.
    func bytes(ofArgument index: Int, count: Int) throws(AgeError) -> [UInt8] {
        guard let bytes = Base64.decode(arguments[index].utf8, padded: false), bytes.count == count else {
            throw .header("an argument of a stanza \(type) is not \(count) bytes in canonical Base64")
        }
        return bytes
    }
}

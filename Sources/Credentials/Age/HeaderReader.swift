/// Reads an age header, strictly: what it accepts is spelled exactly as `Header.bytes` would.
struct HeaderReader {
    /// What is left to read; after the header, the payload.
    private(set) var rest: ArraySlice<UInt8>

    init(_ file: [UInt8]) {
        rest = file[...]
    }

    mutating func header() throws(AgeError) -> Header {
        guard rest.starts(with: Header.version.utf8), try line() == Header.version else { throw .unsupportedVersion }
        var stanzas: [Stanza] = []
        while true {
            let line = try line()
            if line.hasPrefix(Header.footer) { return Header(stanzas: stanzas, code: try code(in: line)) }
            stanzas.append(try stanza(from: line))
        }
    }

    /// A stanza that stands alone.
    mutating func stanza() throws(AgeError) -> Stanza { try stanza(from: line()) }

    /// The next line, without its end; only visible ASCII and the space are allowed.
    private mutating func line() throws(AgeError) -> String {
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { throw .header("it is cut short") }
        let line = rest[..<end]
        guard line.allSatisfy({ (32...126).contains($0) }) else { throw .header("a character that no header has") }
        rest = rest[(end + 1)...]
        return String(decoding: line, as: UTF8.self)
    }

    private mutating func stanza(from line: String) throws(AgeError) -> Stanza {
        var words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard words.count > 1, words.removeFirst() == Stanza.prefix, !words.contains("") else {
            throw .header("a line should begin a stanza and does not")
        }
        return Stanza(type: words.removeFirst(), arguments: words, body: try stanzaBody())
    }

    private mutating func stanzaBody() throws(AgeError) -> [UInt8] {
        var text: [UInt8] = []
        while true {
            let line = try line()
            guard line.utf8.count <= Stanza.columns else { throw .header("a line of a stanza is too long") }
            text += line.utf8
            if line.utf8.count < Stanza.columns { break }
        }
        guard let body = Base64.decode(text, padded: false) else {
            throw .header("the body of a stanza is not canonical Base64")
        }
        return body
    }

    private func code(in line: String) throws(AgeError) -> [UInt8] {
        let text = line.dropFirst(Header.footer.count)
        guard text.first == " ", let code = Base64.decode(text.dropFirst().utf8, padded: false),
            code.count == Header.codeLength
        else { throw .header("its authentication code is malformed") }
        return code
    }
}

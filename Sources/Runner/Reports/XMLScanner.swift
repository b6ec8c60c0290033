/// Reads the tags of an XML document, one after the other: enough for reports of tests, and nothing that a hostile one
/// could use. Entities of its own are not expanded, nothing is fetched, text between tags is passed over.
struct XMLScanner {
    enum Tag: Equatable {
        case start(String, [String: String])
        case end(String)
    }

    struct Malformed: Error, Equatable {}

    private let bytes: [UInt8]
    private var position = 0
    /// The end that an element without content stands for.
    private var pendingEnd: String?

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next tag, names without their namespaces; `nil` at the end of the document.
    mutating func next() throws(Malformed) -> Tag? {
        if let name = pendingEnd {
            pendingEnd = nil
            return .end(name)
        }
        while let open = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
            position = open + 1
            if skip("!--", upTo: "-->") || skip("![CDATA[", upTo: "]]>") || skip("?", upTo: "?>") { continue }
            if bytes[position...].starts(with: "!".utf8) {
                try skipDeclaration()
                continue
            }
            return try tag()
        }
        return nil
    }

    /// Calls `body` with each tag and the names of the elements around it, outermost first.
    mutating func walk(_ body: (Tag, [String]) -> Void) throws(Malformed) {
        var path: [String] = []
        while let tag = try next() {
            switch tag {
            case .start(let name, _):
                body(tag, path)
                path.append(name)
            case .end(let name):
                guard path.popLast() == name else { throw Malformed() }
                body(tag, path)
            }
        }
        if !path.isEmpty { throw Malformed() }
    }

    private mutating func skip(_ opening: StaticString, upTo closing: StaticString) -> Bool {
        let (opening, closing) = (Self.bytes(opening), Self.bytes(closing))
        guard bytes[position...].starts(with: opening) else { return false }
        position += opening.count
        while position < bytes.count, !bytes[position...].starts(with: closing) { position += 1 }
        position = min(position + closing.count, bytes.count)
        return true
    }

    private static func bytes(_ text: StaticString) -> [UInt8] { Array("\(text)".utf8) }

    /// A document type, whatever it declares.
    private mutating func skipDeclaration() throws(Malformed) {
        var depth = 0
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "<"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ">"):
                if depth <= 0 { return }
                if bytes[position - 2] != UInt8(ascii: "]") { depth -= 1 }
            default: break
            }
        }
        throw Malformed()
    }

    private mutating func tag() throws(Malformed) -> Tag {
        let isEnd = take(UInt8(ascii: "/"))
        let name = name()
        guard !name.isEmpty else { throw Malformed() }
        var attributes: [String: String] = [:]
        while position < bytes.count {
            skipBlanks()
            if take(UInt8(ascii: ">")) { return isEnd ? .end(name) : .start(name, attributes) }
            if take(UInt8(ascii: "/")) {
                guard take(UInt8(ascii: ">")), !isEnd else { throw Malformed() }
                pendingEnd = name
                return .start(name, attributes)
            }
            let key = self.name()
            skipBlanks()
            guard !key.isEmpty, take(UInt8(ascii: "=")) else { throw Malformed() }
            skipBlanks()
            attributes[key] = try value()
        }
        throw Malformed()
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipBlanks() {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    }

    private mutating func name() -> String {
        let start = position
        while position < bytes.count, !Self.endsName.contains(bytes[position]) { position += 1 }
        let name = String(decoding: bytes[start..<position], as: UTF8.self)
        return name.split(separator: ":").last.map(String.init) ?? name
    }

    private static let endsName = Set(" \t\r\n/>=\"'<".utf8)

    private mutating func value() throws(Malformed) -> String {
        guard position < bytes.count, case let quote = bytes[position], quote == 0x22 || quote == 0x27,
            let end = bytes[(position + 1)...].firstIndex(of: quote)
        else { throw Malformed() }
        let text = String(decoding: bytes[(position + 1)..<end], as: UTF8.self)
        position = end + 1
        return text.contains("&") ? Self.replacingEntities(in: text) : text
    }

    private static let entities = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'"]

    private static func replacingEntities(in text: String) -> String {
        text.replacing(#/&(#?x?\w+);/#) { match in
            let name = String(match.1)
            if let plain = entities[name] { return plain }
            guard name.hasPrefix("#") else { return String(match.0) }
            let isHexadecimal = name.hasPrefix("#x")
            let number = UInt32(name.dropFirst(isHexadecimal ? 2 : 1), radix: isHexadecimal ? 16 : 10)
            return number.flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? String(match.0)
        }
    }
}

import CExpat
public import Foundation

/// An element of XML that AWS or its clients write: its name, what it holds, its text. Attributes mean nothing there.
public struct XMLNode: Sendable, Equatable {
    public var name: String
    public var children: [XMLNode] = []
    /// The text as it came, with blanks and line breaks, where there are no children.
    public var text = ""

    public struct NoXML: Error {}

    public init(name: String) { self.name = name }

    /// Reads a document. One with a document type is refused: neither side sends any, and its entities could grow without
    /// end.
    public init(parsing data: Data) throws(NoXML) {
        guard data.range(of: Data("<!DOCTYPE".utf8)) == nil, data.count <= Int(Int32.max),
            let parser = XML_ParserCreate("UTF-8")
        else { throw NoXML() }
        defer { XML_ParserFree(parser) }
        let tree = Tree()
        tree.listen(to: parser)
        let status = data.withUnsafeBytes { bytes in
            XML_Parse(parser, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), 1)
        }
        guard status == XML_STATUS_OK, let root = tree.root else { throw NoXML() }
        self = root
    }

    public func child(_ name: String) -> XMLNode? { children.first { $0.name == name } }

    /// What expat has told of so far. FoundationXML would do, but brings libraries whose loading every start pays for.
    private final class Tree {
        private var open: [XMLNode] = []
        private(set) var root: XMLNode?

        /// The parser must not outlive the tree.
        func listen(to parser: XML_Parser) {
            XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
            XML_SetElementHandler(
                parser, { tree, name, _ in Tree.of(tree)?.begin(name) }, { tree, _ in Tree.of(tree)?.end() })
            XML_SetCharacterDataHandler(parser) { tree, text, count in Tree.of(tree)?.add(text, Int(count)) }
        }

        private static func of(_ pointer: UnsafeMutableRawPointer?) -> Tree? {
            pointer.map { Unmanaged<Tree>.fromOpaque($0).takeUnretainedValue() }
        }

        private func begin(_ name: UnsafePointer<CChar>?) {
            open.append(XMLNode(name: name.map { String(cString: $0) } ?? ""))
        }

        /// Comes in pieces, one for each entity among others.
        private func add(_ text: UnsafePointer<CChar>?, _ count: Int) {
            guard let text, !open.isEmpty else { return }
            let bytes = UnsafeRawBufferPointer(start: text, count: count)
            open[open.count - 1].text += String(decoding: bytes, as: UTF8.self)
        }

        private func end() {
            guard var node = open.popLast() else { return }
            if !node.children.isEmpty { node.text = "" }
            if open.isEmpty { root = node } else { open[open.count - 1].children.append(node) }
        }
    }
}

import Foundation
import FoundationXML

/// An element of an XML answer: its name, what it holds, its text. Attributes mean nothing in AWS's answers.
struct XMLNode: Sendable, Equatable {
    var name: String
    var children: [XMLNode] = []
    /// The text as it came, with blanks and line breaks, where there are no children.
    var text = ""

    struct NoXML: Error {}

    init(name: String) { self.name = name }

    /// Reads a document. One with a document type is refused: AWS sends none, and its entities could grow without end.
    init(parsing data: Data) throws(NoXML) {
        let reader = Reader()
        let parser = XMLParser(data: data)
        parser.delegate = reader
        parser.shouldResolveExternalEntities = false
        guard data.range(of: Data("<!DOCTYPE".utf8)) == nil, parser.parse(), let root = reader.root else {
            throw NoXML()
        }
        self = root
    }

    func child(_ name: String) -> XMLNode? { children.first { $0.name == name } }

    private final class Reader: NSObject, XMLParserDelegate {
        private var open: [XMLNode] = []
        private(set) var root: XMLNode?

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String] = [:]
        ) {
            open.append(XMLNode(name: name))
        }

        /// Comes in pieces, one for each entity among others.
        func parser(_ parser: XMLParser, foundCharacters string: String) {
            if !open.isEmpty { open[open.count - 1].text += string }
        }

        func parser(_ parser: XMLParser, foundCDATA block: Data) {
            if !open.isEmpty { open[open.count - 1].text += String(decoding: block, as: UTF8.self) }
        }

        func parser(
            _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
        ) {
            guard var node = open.popLast() else { return }
            if !node.children.isEmpty { node.text = "" }
            if open.isEmpty { root = node } else { open[open.count - 1].children.append(node) }
        }
    }
}

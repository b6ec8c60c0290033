import TestSupport
import Testing

@testable import Runner

/// The scanner of reports, with what nobody would write.
@Suite struct XMLScannerTests {
    private static let document = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE r [ <!ELEMENT r (a*)> <!ENTITY big "&big;&big;"> ]>
        <x:r xmlns:x='urn:x'><!-- <no> --><a k="1 &lt; 2 &#x41;&#66;&big;" l='"'/><![CDATA[<no/>]]>text<b></b></x:r>
        """

    private func tags(_ text: String) throws -> [XMLScanner.Tag] {
        var scanner = XMLScanner(Array(text.utf8))
        var tags: [XMLScanner.Tag] = []
        while let tag = try scanner.next() { tags.append(tag) }
        return tags
    }

    @Test func onlyTagsCountAndNoEntityOfADocumentsOwnIsExpanded() throws {
        #expect(
            try tags(Self.document) == [
                .start("r", ["x": "urn:x"]), .start("a", ["k": "1 < 2 AB&big;", "l": "\""]), .end("a"),
                .start("b", [:]),
                .end("b"), .end("r"),
            ])
    }

    @Test func elementsMustCloseInTheirOrder() {
        for text in ["<a><b></a></b>", "<a>", "</a>", "<a/></a>"] {
            #expect(throws: XMLScanner.Malformed.self) {
                var scanner = XMLScanner(Array(text.utf8))
                try scanner.walk { _, _ in }
            }
        }
    }

    /// Whatever is done to a document, reading it comes to an end.
    @Test func damagedDocumentsAreReadToAnEnd() {
        var generator = SeededGenerator(seed: 7)
        let original = Array(Self.document.utf8)
        for _ in 0..<20_000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes[place] = Array("<>/!?\"'=&[]-".utf8).randomElement(using: &generator) ?? 0
                case 2: bytes.removeSubrange(place..<min(bytes.count, place + 7))
                default: bytes.removeLast(bytes.count - max(1, place))
                }
                if bytes.isEmpty { bytes = [60] }
            }
            var scanner = XMLScanner(bytes)
            var count = 0
            while let tag = try? scanner.next() {
                count += 1
                if count > bytes.count { Issue.record("more tags than bytes, the last \(tag)") }
                if count > bytes.count { return }
            }
        }
    }
}

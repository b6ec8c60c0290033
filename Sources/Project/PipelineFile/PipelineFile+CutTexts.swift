import Yams

extension PipelineFile {
    static let cutSentence = "a blank and # begin a comment, which cuts off this text"
    static let cutHint = "put the text with its #{…} in quotes"

    /// Refuses texts that YAML ends before a reference: in `echo #{a.b}` everything from the `#` on is a comment.
    func refuseCutTexts(in node: Node, lines: [Substring]) {
        switch node {
        case .scalar(let scalar): if isCut(scalar, lines: lines) { reportCut(node) }
        case .sequence(let sequence): for element in sequence { refuseCutTexts(in: element, lines: lines) }
        case .mapping(let mapping): for (_, value) in mapping { refuseCutTexts(in: value, lines: lines) }
        case .alias: break
        }
    }

    private func isCut(_ scalar: Node.Scalar, lines: [Substring]) -> Bool {
        guard [.plain, .any].contains(scalar.style), let mark = scalar.mark, lines.indices.contains(mark.line - 1)
        else { return false }
        // Marks count Unicode scalars, as libyaml does.
        let rest = lines[mark.line - 1].unicodeScalars.dropFirst(mark.column - 1 + scalar.string.unicodeScalars.count)
        return Substring(rest).drop { $0 == " " || $0 == "\t" }.hasPrefix("#{")
    }

    private func reportCut(_ node: Node) {
        report(Self.cutSentence, at: node, hint: Self.cutHint)
    }
}

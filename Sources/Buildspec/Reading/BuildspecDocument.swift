import Yams

/// The YAML under a buildspec, and the errors of reading it in CodeBuild's words.
enum BuildspecDocument {
    /// The root of the document; `nil` if it is empty.
    static func root(of text: String) throws(BuildspecError) -> Node? {
        let root: Node?
        do {
            let text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
            // Without resolver rules no scalar is ever matched against YAML's types, which are of no use here.
            root = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
        } catch let error as YamlError {
            throw BuildspecError(error)
        } catch {
            throw .syntax(problem: "\(error)", reportedLine: 0, at: nil)
        }
        if let root, let tagged = firstCustomTag(in: root) { throw tagged }
        return root
    }

    /// Depth-first; aliases are walked once per use, so a budget ends what a hostile file could multiply.
    private static func firstCustomTag(in root: Node) -> BuildspecError? {
        var waiting = [root]
        var budget = 100_000
        while let node = waiting.popLast(), budget > 0 {
            budget -= 1
            let tag = node.tag.description
            if tag.hasPrefix("!"), tag.count > 1 { return .unknownTag(tag, at: node.position) }
            switch node {
            case .mapping(let mapping): waiting += mapping.flatMap { [$0.key, $0.value] }.reversed()
            case .sequence(let sequence): waiting += sequence.reversed()
            default: break
            }
        }
        return nil
    }
}

extension BuildspecError {
    /// CodeBuild counts a parser error's line from zero and a scanner error's from one, as the Go port of libyaml does.
    fileprivate init(_ error: YamlError) {
        switch error {
        case .scanner(_, let problem, let mark, _):
            self = .syntax(problem: problem, reportedLine: mark.line, at: .init(mark))
        case .parser(let context, let problem, let mark, _), .composer(let context, let problem, let mark, _):
            let line = mark.line > 1 ? mark.line - 1 : (context?.mark.line ?? 1) - 1
            self = .syntax(problem: problem, reportedLine: line, at: .init(mark))
        case .reader(let problem, _, _, _):
            self = .syntax(problem: problem, reportedLine: 0, at: nil)
        case .duplicatedKeysInMapping(let keys, let context):
            self = .duplicateKey(keys.first ?? "", at: .init(context.mark))
        default:
            self = .syntax(problem: "\(error)", reportedLine: 0, at: nil)
        }
    }
}

extension BuildspecError.Position {
    fileprivate init(_ mark: Mark) {
        self.init(line: mark.line, column: mark.column)
    }
}

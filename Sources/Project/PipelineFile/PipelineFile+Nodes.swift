import Foundation
import PipelineAPI
import Yams

extension PipelineFile {
    /// The text of a scalar, as written.
    func text(_ node: Node?, _ what: String) -> String? {
        guard let node else { return nil }
        if let scalar = node.scalar {
            refuseSwallowedReference(scalar)
            return scalar.string
        }
        report("\(what) must be a text", at: node)
        return nil
    }

    /// In plain text a `#` behind a blank begins a comment: `echo #{variables.X}` would lose its reference unseen.
    private func refuseSwallowedReference(_ scalar: Node.Scalar) {
        guard scalar.style == .plain || scalar.style == .any, let mark = scalar.mark else { return }
        let rest = line(mark.line).dropFirst(mark.column - 1)
        guard rest.hasPrefix(scalar.string), rest.dropFirst(scalar.string.count).firstMatch(of: #/^\s+#\{/#) != nil
        else { return }
        report(
            "YAML takes ` #{` for a comment, so this text ends before it", at: .scalar(scalar),
            hint: "put the whole text in quotes")
    }

    func number(_ node: Node?, _ what: String) -> Int? {
        guard let node else { return nil }
        if let number = node.scalar.flatMap({ Int($0.string) }) { return number }
        report("\(what) must be a whole number", at: node)
        return nil
    }

    func flag(_ node: Node?, _ what: String) -> Bool? {
        guard let node else { return nil }
        if let flag = node.bool { return flag }
        report("\(what) must be true or false", at: node)
        return nil
    }

    /// A list of texts; a single text counts as a list of one.
    func texts(_ node: Node?, _ what: String) -> [String]? {
        guard let node else { return nil }
        if node.scalar != nil { return text(node, what).map { [$0] } }
        guard let sequence = node.sequence else {
            report("\(what) must be a list of texts", at: node)
            return nil
        }
        return sequence.compactMap { element in
            if element.mapping != nil {
                report(
                    "an entry of \(what) is a mapping, not a text", at: element,
                    hint: "put it in quotes: a colon followed by a blank makes a mapping")
                return nil
            }
            return text(element, "an entry of \(what)")
        }
    }

    /// A map of texts, in the order of the file.
    func map(_ node: Node?, _ what: String) -> [(key: String, value: Node)]? {
        guard let node else { return nil }
        guard let mapping = node.mapping else {
            report("\(what) must be a mapping (`key: value` lines)", at: node)
            return nil
        }
        return mapping.compactMap { key, value in text(key, "a key of \(what)").map { ($0, value) } }
    }

    /// Names keys that are not among the known ones, with the likeliest meant.
    func refuseUnknownKeys(of node: Node, known: [String], in what: String) {
        for (key, _) in node.mapping ?? [:] {
            guard let name = key.scalar?.string, !known.contains(name) else { continue }
            let meant = Spelling.nearest(to: name, among: known)
            report(
                "\(what) has no key '\(name)'", at: key,
                hint: meant.map { "did you mean '\($0)'?" } ?? "it has \(known.sorted().joined(separator: ", "))")
        }
    }

    /// Reads a part that is written as CodePipeline writes it.
    func decode<Value: Decodable>(_ type: Value.Type, _ node: Node?, _ what: String) -> Value? {
        guard let node else { return nil }
        do {
            return try YAMLDecoder().decode(type, from: node)
        } catch let error as DecodingError {
            report("\(what) is not as CodePipeline writes it: \(error.summary)", at: node)
        } catch {
            report("\(what) is not as CodePipeline writes it", at: node)
        }
        return nil
    }
}

extension DecodingError {
    fileprivate var summary: String {
        switch self {
        case .keyNotFound(let key, _): "'\(key.stringValue)' is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            "'\(context.codingPath.map(\.stringValue).joined(separator: "."))' has another form"
        @unknown default: "it has another form"
        }
    }
}

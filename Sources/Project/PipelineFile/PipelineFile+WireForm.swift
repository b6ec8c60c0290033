import PipelineAPI
import Yams

extension PipelineFile {
    /// Reads a part that is written as CodePipeline writes it, and remembers where its members stand.
    func wire<Value: Decodable>(
        _ type: Value.Type, _ node: Node?, _ shape: WireShape, _ what: String, at path: DeclarationPath
    ) -> Value? {
        guard let node, isSound(node, shape, what, at: path) else { return nil }
        do {
            return try YAMLDecoder().decode(type, from: node)
        } catch let error as DecodingError {
            report(error, what, in: node)
        } catch {
            report("\(what) is not as CodePipeline writes it: \(error)", at: node)
        }
        return nil
    }

    /// Whether lists, mappings and values are where they belong; keys that do not belong are reported all the same.
    private func isSound(_ node: Node, _ shape: WireShape, _ what: String, at path: DeclarationPath) -> Bool {
        place(path, at: node)
        switch shape {
        case .value:
            if node.scalar != nil { return true }
            report("\(what) must be a text", at: node)
            return false
        case .list(let element):
            guard let sequence = node.sequence else {
                report("\(what) must be a list", at: node)
                return false
            }
            return sequence.enumerated()
                .map { isSound($1, element, "an entry of \(what)", at: path.element($0)) }.allSatisfy { $0 }
        case .map(let value):
            return (entries(node, what) ?? []).map { isSound($0.node, value, $0.name, at: path.key($0.name)) }
                .allSatisfy { $0 } && node.mapping != nil
        case .object(let members):
            guard let entries = entries(node, what) else { return false }
            refuseUnknownKeys(of: node, known: Array(members.keys), in: what)
            return entries.compactMap { entry in
                members[entry.name].map { isSound(entry.node, $0, entry.name, at: path.member(entry.name)) }
            }.allSatisfy { $0 }
        }
    }

    /// A missing key or a word that is not among those allowed, at the place where it should be.
    private func report(_ error: DecodingError, _ what: String, in node: Node) {
        switch error {
        case .keyNotFound(let key, let context):
            report("\(what) lacks '\(key.stringValue)'", at: node.descendant(context.codingPath))
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            let place = node.descendant(context.codingPath)
            let value = place.scalar.map { " '\($0.string)'" } ?? ""
            let name = context.codingPath.last { $0.intValue == nil }?.stringValue ?? what
            report("\(name) cannot be\(value)", at: place, hint: Self.choices[name].map { "one of \($0)" })
        @unknown default:
            report("\(what) is not as CodePipeline writes it", at: node)
        }
    }

    /// The words that a member may be, for hints.
    private static let choices = [
        "category": ActionCategory.allCases.map(\.rawValue).joined(separator: ", "),
        "owner": ActionOwner.allCases.map(\.rawValue).joined(separator: ", "),
        "retryMode": StageRetryMode.allCases.map(\.rawValue).joined(separator: ", "),
    ]
}

extension Node {
    /// The node at the end of a decoder's path, or the last one on the way that is there.
    fileprivate func descendant(_ path: [any CodingKey]) -> Node {
        path.reduce(self) { node, key in
            if let index = key.intValue, let sequence = node.sequence, sequence.indices.contains(index) {
                return sequence[index]
            }
            return node[key.stringValue] ?? node
        }
    }
}

import PipelineAPI
import Yams

/// One line of a mapping: a name and what stands behind it.
struct Entry {
    var name: String
    var nameNode: Node
    var node: Node
}

extension PipelineFile {
    /// The text of a scalar, as written.
    func text(_ node: Node?, _ what: String) -> String? {
        guard let node else { return nil }
        if let scalar = node.scalar { return scalar.string }
        report("\(what) must be a text", at: node)
        return nil
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

    /// A list of texts; a single text counts as a list of one. Each is placed under the path.
    func texts(_ node: Node?, _ what: String, at path: DeclarationPath? = nil) -> [String]? {
        guard let node else { return nil }
        if let path { place(path, at: node) }
        if let scalar = node.scalar { return [scalar.string] }
        guard let sequence = node.sequence else {
            report("\(what) must be a list of texts", at: node)
            return nil
        }
        return sequence.enumerated().compactMap { index, element in
            if let path { place(path.element(index), at: element) }
            if element.mapping != nil {
                report(
                    "an entry of \(what) is a mapping, not a text", at: element,
                    hint: "put it in quotes: a colon followed by a blank makes a mapping")
                return nil
            }
            return text(element, "an entry of \(what)")
        }
    }

    /// The lines of a mapping, in the order of the file.
    func entries(_ node: Node?, _ what: String) -> [Entry]? {
        guard let node else { return nil }
        guard let mapping = node.mapping else {
            report("\(what) must be a mapping (`key: value` lines)", at: node)
            return nil
        }
        return mapping.compactMap { key, value in
            text(key, "a key of \(what)").map { Entry(name: $0, nameNode: key, node: value) }
        }
    }

    /// An entry of a list that names itself; a stand-in takes the place of a name that is missing.
    func namedEntry(_ node: Node, _ what: String) -> Entry {
        let nameNode = node.mapping == nil ? nil : node["name"]
        if nameNode == nil { report("\(what) in the list has no name", at: node, hint: "add `name:`") }
        return Entry(name: text(nameNode, "\(what)'s name") ?? "unnamed", nameNode: nameNode ?? node, node: node)
    }

    /// What stands under one of two spellings of a key; both at once are refused.
    func either(_ first: String, _ second: String, of node: Node) -> Node? {
        if node[first] != nil, let other = node[second] {
            report("'\(first)' and '\(second)' mean the same", at: other, hint: "keep one of them")
        }
        return node[first] ?? node[second]
    }

    /// Names keys that are not among the known ones, with the likeliest meant.
    /// Answers what was meant, or else written, in their places.
    @discardableResult
    func refuseUnknownKeys(of node: Node, known: [String], in what: String) -> [String] {
        let unknown = (node.mapping ?? [:]).map(\.key).filter { $0.scalar.map { !known.contains($0.string) } ?? false }
        return unknown.map { key in
            let name = key.scalar?.string ?? ""
            let meant = Spelling.nearest(to: name, among: known)
            report(
                "\(what) has no key '\(name)'", at: key,
                hint: meant.map { "did you mean '\($0)'?" } ?? "it has \(known.sorted().joined(separator: ", "))")
            return meant ?? name
        }
    }
}

extension Node {
    /// Every text in it.
    var texts: Set<String> {
        switch self {
        case .scalar(let scalar): [scalar.string]
        case .sequence(let sequence): sequence.reduce(into: []) { $0.formUnion($1.texts) }
        case .mapping(let mapping): mapping.reduce(into: []) { $0.formUnion($1.key.texts.union($1.value.texts)) }
        case .alias: []
        }
    }

    /// Whether it has no more than so many values in it. What an alias stands for counts at each use: a hostile file
    /// multiplies by aliases of aliases.
    func holds(atMost limit: Int) -> Bool {
        var (waiting, count) = ([self], 0)
        while let node = waiting.popLast() {
            count += 1
            if count > limit { return false }
            switch node {
            case .mapping(let mapping): waiting += mapping.flatMap { [$0.key, $0.value] }
            case .sequence(let sequence): waiting += sequence
            case .scalar, .alias: break
            }
        }
        return true
    }
}

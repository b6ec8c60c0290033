import Yams

/// Reading YAML nodes by their source text: no scalar is ever given a type, so `3.10` stays `3.10`.
extension Node {
    /// One key of a map with its value.
    struct Entry {
        let key: String
        let keyNode: Node
        let value: Node
    }

    var position: BuildspecError.Position? {
        mark.map { BuildspecError.Position(line: $0.line, column: $0.column) }
    }

    /// Whether nothing is written where a value could be.
    var isAbsent: Bool {
        guard case .scalar(let scalar) = self else { return false }
        return scalar.string.isEmpty && (scalar.style == .plain || scalar.style == .any)
    }

    /// The text as written; `nil` if this is a map or a list.
    var sourceText: String? {
        guard case .scalar(let scalar) = self else { return nil }
        return scalar.string
    }

    /// The entries of a map in the file's order, merge keys (`<<`) resolved; `nil` if this is no map.
    var entries: [Entry]? {
        guard case .mapping(let mapping) = self else { return nil }
        var own: [Entry] = []
        var merged: [Entry] = []
        for (key, value) in mapping {
            let name = key.sourceText ?? ""
            if name == "<<" {
                merged += value.mergedEntries
            } else {
                own.append(Entry(key: name, keyNode: key, value: value))
            }
        }
        var seen = Set(own.map(\.key))
        return own + merged.filter { seen.insert($0.key).inserted }
    }

    private var mergedEntries: [Entry] {
        guard case .sequence(let maps) = self else { return entries ?? [] }
        return maps.flatMap { $0.entries ?? [] }
    }

    /// A boolean in YAML 1.1's words, quoted or not.
    func boolean(_ key: String) throws(BuildspecError) -> Bool {
        switch sourceText?.lowercased() {
        case "yes", "true", "on", "y": return true
        case "no", "false", "off", "n", "": return false
        default: throw .wrongShape(key: key, expected: "yes or no", at: position)
        }
    }

    func text(_ key: String) throws(BuildspecError) -> String {
        guard let text = sourceText else { throw .wrongShape(key: key, expected: "a string", at: position) }
        return text
    }

    /// A list of strings, where one string stands for a list of one.
    func texts(_ key: String) throws(BuildspecError) -> [String] {
        if isAbsent { return [] }
        guard case .sequence(let items) = self else { return [try text(key)] }
        var texts: [String] = []
        for item in items where !item.isAbsent {
            texts.append(try item.text(key))
        }
        return texts
    }

    func map(_ key: String) throws(BuildspecError) -> [Entry] {
        if isAbsent { return [] }
        guard let entries else { throw .wrongShape(key: key, expected: "a map", at: position) }
        return entries
    }

    /// A map of names to scalars; a missing value is an empty one.
    func variables(_ key: String) throws(BuildspecError) -> [Buildspec.Variable] {
        var variables: [Buildspec.Variable] = []
        for entry in try map(key) {
            variables.append(.init(name: entry.key, value: try entry.value.text("\(key)/\(entry.key)")))
        }
        return variables
    }
}

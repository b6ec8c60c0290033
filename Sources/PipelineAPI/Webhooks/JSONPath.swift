/// The part of JSONPath that webhook filters need: `$`, `.name`, `['name']`, `[0]` and `[*]`.
public struct JSONPath: Sendable, Hashable {
    enum Step: Sendable, Hashable {
        case member(String)
        case element(Int)
        case all
    }

    let steps: [Step]

    /// Throws `InvalidWebhookFilterPatternException` for anything else.
    public init(_ text: String) throws(APIError) {
        var rest = text[...]
        guard rest.popFirst() == "$" else { throw Self.invalid(text) }
        var steps: [Step] = []
        while !rest.isEmpty {
            guard let step = Self.step(&rest) else { throw Self.invalid(text) }
            steps.append(step)
        }
        self.steps = steps
    }

    private static func step(_ rest: inout Substring) -> Step? {
        switch rest.removeFirst() {
        case ".":
            let name = rest.prefix { $0 != "." && $0 != "[" }
            rest = rest.dropFirst(name.count)
            return name.isEmpty ? nil : name == "*" ? .all : .member(String(name))
        case "[":
            guard let end = rest.firstIndex(of: "]") else { return nil }
            let key = rest[..<end]
            rest = rest[rest.index(after: end)...]
            return bracketed(key)
        default: return nil
        }
    }

    private static func bracketed(_ key: Substring) -> Step? {
        if key == "*" { return .all }
        if let quote = key.first, quote == "'" || quote == "\"", key.count > 2, key.last == quote {
            return .member(String(key.dropFirst().dropLast()))
        }
        return Int(key).flatMap { $0 < 0 ? nil : .element($0) }
    }

    private static func invalid(_ text: String) -> APIError {
        APIError(
            code: "InvalidWebhookFilterPatternException",
            message: "The JSON path '\(text)' is not of the form $.name, $['name'], $[0] or $[*]")
    }
}

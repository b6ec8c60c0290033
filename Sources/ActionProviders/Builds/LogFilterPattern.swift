import PipelineAPI

/// CloudWatch Logs' filter pattern for unstructured lines: terms and quoted phrases, which must all be there;
/// `-term`, which must not; and `?term`, of which one suffices (CloudWatch Logs User Guide, "Filter pattern syntax").
///
/// Letters count with their case. Patterns of the other kinds are refused.
struct LogFilterPattern: Equatable {
    private(set) var required: [String] = []
    private(set) var excluded: [String] = []
    private(set) var optional: [String] = []

    /// Throws `InvalidParameterException`.
    init(_ text: String) throws(APIError) {
        if let first = text.first(where: { $0 != " " }), "{[%".contains(first) {
            throw Self.refusal(
                "this engine searches for terms and quoted phrases, not by '\(first)…' patterns of fields or expressions"
            )
        }
        var rest = text[...].drop { $0 == " " }
        while !rest.isEmpty {
            try take(from: &rest)
            rest = rest.drop { $0 == " " }
        }
    }

    /// As AWS has it, `?term` means nothing beside terms of the other kinds.
    func matches(_ message: String) -> Bool {
        if excluded.contains(where: message.contains) { return false }
        if required.isEmpty, excluded.isEmpty, !optional.isEmpty { return optional.contains(where: message.contains) }
        return required.allSatisfy(message.contains)
    }

    private mutating func take(from rest: inout Substring) throws(APIError) {
        let sign = rest.first.flatMap { "-?".contains($0) ? $0 : nil }
        if sign != nil { rest.removeFirst() }
        let term = try Self.term(from: &rest)
        if term.isEmpty { throw Self.refusal("a term is empty") }
        switch sign {
        case "-": excluded.append(term)
        case "?": optional.append(term)
        default: required.append(term)
        }
    }

    private static func term(from rest: inout Substring) throws(APIError) -> String {
        guard rest.first == "\"" else {
            let end = rest.firstIndex(of: " ") ?? rest.endIndex
            defer { rest = rest[end...] }
            return String(rest[..<end])
        }
        rest.removeFirst()
        var phrase = ""
        while let character = rest.popFirst() {
            if character == "\"" { return phrase }
            phrase.append(character == "\\" ? rest.popFirst() ?? character : character)
        }
        throw refusal("a quotation mark is not closed")
    }

    private static func refusal(_ reason: String) -> APIError {
        APIError(code: "InvalidParameterException", message: "Invalid filter pattern: \(reason)")
    }
}

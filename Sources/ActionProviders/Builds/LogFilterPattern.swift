import PipelineAPI

/// CloudWatch Logs' filter pattern for unstructured lines: terms and quoted phrases, which must all be there;
/// `-term`, which must not; and `?term`, of which one suffices (CloudWatch Logs User Guide, "Filter pattern syntax").
///
/// Letters count with their case. Patterns of the other kinds are refused.
struct LogFilterPattern: Equatable {
    private(set) var required: [[UInt8]] = []
    private(set) var excluded: [[UInt8]] = []
    private(set) var optional: [[UInt8]] = []

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
    func matches(_ line: ArraySlice<UInt8>) -> Bool {
        if excluded.contains(where: line.holds) { return false }
        if required.isEmpty, excluded.isEmpty, !optional.isEmpty { return optional.contains(where: line.holds) }
        return required.allSatisfy(line.holds)
    }

    private mutating func take(from rest: inout Substring) throws(APIError) {
        let sign = rest.first.flatMap { "-?".contains($0) ? $0 : nil }
        if sign != nil { rest.removeFirst() }
        let term = Array(try Self.term(from: &rest).utf8)
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

extension ArraySlice<UInt8> {
    fileprivate func holds(_ text: [UInt8]) -> Bool {
        guard let first = text.first else { return true }
        var rest = self
        while let start = rest.firstIndex(of: first) {
            rest = rest[start...]
            if rest.starts(with: text) { return true }
            rest.removeFirst()
        }
        return false
    }
}

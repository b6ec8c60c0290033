/// A member of which the service model says the values (an enum there).
public protocol Choice: RawRepresentable, CaseIterable, Codable, Hashable, Sendable where RawValue == String {}

extension Choice {
    /// Throws a `DecodingError` whose underlying error is a `ChoiceFault` for a text that is none of the values.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        if let value = Self(rawValue: text) {
            self = value
            return
        }
        let fault = ChoiceFault(text: text, choices: Self.allCases.map(\.rawValue))
        throw DecodingError.dataCorrupted(
            .init(
                codingPath: decoder.codingPath, debugDescription: "'\(text)' is no \(Self.self)",
                underlyingError: fault))
    }
}

/// A text that is none of the values that its member may have.
struct ChoiceFault: Error {
    var text: String
    var choices: [String]
}

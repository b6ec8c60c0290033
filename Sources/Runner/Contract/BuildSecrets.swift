/// What is handed to one build of the variables whose values are kept elsewhere. It goes through a pipe and is never
/// written down.
public struct BuildSecrets: Sendable, Equatable {
    /// By the variables' names.
    public var values: [String: String]
    /// Why others could not be had, by their names: the build then fails with these words.
    public var refusals: [String: String]

    public init(values: [String: String] = [:], refusals: [String: String] = [:]) {
        self.values = values
        self.refusals = refusals
    }

    /// For a build that asks for none.
    public static let empty = BuildSecrets()
}

extension BuildSecrets: Codable {
    private enum CodingKeys: String, CodingKey {
        case values = "secrets"
        case refusals
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        values = try container.decode([String: String].self, forKey: .values)
        refusals = try container.decodeIfPresent([String: String].self, forKey: .refusals) ?? [:]
    }
}

/// No value gets into a log by accident.
extension BuildSecrets: CustomStringConvertible, CustomReflectable {
    public var description: String { "secrets for \(values.keys.sorted().joined(separator: ", "))" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

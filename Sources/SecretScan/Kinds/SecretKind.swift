/// A kind of credential, as reports name it.
public struct SecretKind: Hashable, Sendable, Codable {
    /// Stays the same from version to version, since fingerprints are made of it: `github-personal-access-token`.
    public let identifier: String
    /// For people: `GitHub personal access token`.
    public let name: String

    public init(_ identifier: String, _ name: String) {
        self.identifier = identifier
        self.name = name
    }

    /// Every kind that ``SecretScanner`` looks for.
    public static let all: [SecretKind] = {
        var seen: Set<SecretKind> = []
        return SecretRule.all.map(\.kind).filter { seen.insert($0).inserted }
    }()
}

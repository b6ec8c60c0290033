internal import Foundation

/// The vault's content as it stands in the age file: JSON with its version, readable after `age -d`.
package struct VaultDocument: Codable {
    private static let currentVersion = 1

    private struct Version: Decodable {
        var version: Int
    }

    var version: Int
    var recipients: [String]
    var credentials: [Entry]

    package struct Entry: Codable {
        var kind: Credential.Kind
        var pattern: String
        var username: String?
        var secret: String
        var authtype: String?
        var expires: Date?
        var refreshToken: String?
        var created: Date
        var lastUsed: Date?
        var note: String?
    }

    init(_ vault: Vault) {
        version = Self.currentVersion
        recipients = vault.recipients.map(\.description)
        credentials = vault.credentials.map(Entry.init)
    }

    init(json: [UInt8]) throws {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        let version = try decoder.decode(Version.self, from: Data(json)).version
        guard version == Self.currentVersion else { throw VaultError.futureVersion(version) }
        self = try decoder.decode(Self.self, from: Data(json))
    }

    var json: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.dateEncodingStrategy = .iso8601
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return Array(try encoder.encode(self))
        }
    }

    var vault: Vault {
        get throws {
            Vault(
                credentials: credentials.map(Credential.init),
                recipients: try recipients.map { try AgeRecipient($0) })
        }
    }
}

extension VaultDocument.Entry {
    package init(_ credential: Credential) {
        self.init(
            kind: credential.kind, pattern: credential.pattern, username: credential.username,
            secret: credential.secret.reveal(), authtype: credential.authtype, expires: credential.expires,
            refreshToken: credential.refreshToken?.reveal(), created: credential.created,
            lastUsed: credential.lastUsed, note: credential.note)
    }
}

extension Credential {
    init(_ entry: VaultDocument.Entry) {
        self.init(
            kind: entry.kind, pattern: entry.pattern, username: entry.username, secret: Secret(entry.secret),
            authtype: entry.authtype, expires: entry.expires, refreshToken: entry.refreshToken.map { Secret($0) },
            created: entry.created, lastUsed: entry.lastUsed, note: entry.note)
    }
}

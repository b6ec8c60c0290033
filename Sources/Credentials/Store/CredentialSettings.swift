public import Foundation

/// What a user may set about the credentials, in `credentials.json` of the configuration folder.
///
/// Every key may be left out.
public struct CredentialSettings: Decodable, Sendable, Hashable {
    /// How long the credentials stay unlocked: a working day.
    public var lockAfterInMinutes = 480
    /// What guessing the passphrase costs, as a power of two (age's work factor of scrypt).
    public var workFactor = Age.usualWorkFactor
    /// Whether the Secret Service keyring of the desktop keeps the passphrase.
    public var keyring = false

    private enum CodingKeys: CodingKey {
        case lockAfterInMinutes, workFactor, keyring
    }

    public init() {}

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        lockAfterInMinutes =
            try values.decodeIfPresent(Int.self, forKey: .lockAfterInMinutes) ?? lockAfterInMinutes
        workFactor = try values.decodeIfPresent(Int.self, forKey: .workFactor) ?? workFactor
        keyring = try values.decodeIfPresent(Bool.self, forKey: .keyring) ?? keyring
    }

    public var timeUnlocked: Duration { .seconds(60 * lockAfterInMinutes) }

    /// Reads the settings; a file that is not there means the defaults.
    ///
    /// - Throws: `StoreError.settingsInvalid`.
    public static func load(from file: URL) throws(StoreError) -> CredentialSettings {
        guard let data = FileManager.default.contents(atPath: file.path) else { return CredentialSettings() }
        guard let settings = try? JSONDecoder().decode(CredentialSettings.self, from: data) else {
            throw .settingsInvalid(path: file.path, reason: "it is no JSON object with the keys of the manual")
        }
        guard 1...525_600 ~= settings.lockAfterInMinutes else {
            throw .settingsInvalid(path: file.path, reason: "lockAfterInMinutes must be 1 to 525600")
        }
        guard 1...Age.largestWorkFactor ~= settings.workFactor else {
            throw .settingsInvalid(path: file.path, reason: "workFactor must be 1 to \(Age.largestWorkFactor)")
        }
        return settings
    }
}

internal import Foundation

/// Where a machine, or a person who accepts less, keeps the passphrase so that nobody is asked.
///
/// Each is weaker than a passphrase in somebody's head: whoever can read the source can open the credentials.
public enum PassphraseSource: Sendable, Hashable {
    /// The first line of the file that `SLUICE_PASSPHRASE_FILE` names.
    case file(String)
    /// What systemd hands to a service (systemd.exec(5), `LoadCredential`): the credential `sluice-passphrase`.
    case systemd(String)
    /// The Secret Service keyring of the desktop, through `secret-tool`.
    case keyring

    /// The name of the credential that systemd hands over.
    public static let credentialName = "sluice-passphrase"

    /// The sources that are there, the most explicit first.
    public static func available(_ environment: [String: String], _ settings: CredentialSettings) -> [PassphraseSource]
    {
        var sources: [PassphraseSource] = []
        if let path = environment["SLUICE_PASSPHRASE_FILE"], !path.isEmpty { sources.append(.file(path)) }
        if let folder = environment["CREDENTIALS_DIRECTORY"], !folder.isEmpty {
            let path = "\(folder)/\(credentialName)"
            if FileManager.default.fileExists(atPath: path) { sources.append(.systemd(path)) }
        }
        return sources + (settings.keyring ? [.keyring] : [])
    }

    /// The passphrase; `nil` if the keyring has none. A file that was named must have one.
    ///
    /// - Throws: `StoreError.noPassphrase`.
    public func passphrase() throws -> Secret? {
        switch self {
        case .file(let path), .systemd(let path):
            guard let data = FileManager.default.contents(atPath: path) else {
                throw StoreError.noPassphrase(source: description, reason: "there is no such file, or it can't be read")
            }
            let line = data.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
            guard !line.isEmpty else {
                throw StoreError.noPassphrase(source: description, reason: "its first line is empty")
            }
            return Secret(bytes: Array(line))
        case .keyring: return Keyring.passphrase()
        }
    }
}

extension PassphraseSource: CustomStringConvertible {
    public var description: String {
        switch self {
        case .file(let path): "\(path) (SLUICE_PASSPHRASE_FILE)"
        case .systemd(let path): "\(path) (systemd)"
        case .keyring: "the keyring"
        }
    }
}

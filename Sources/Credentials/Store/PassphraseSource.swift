internal import Foundation
internal import Glibc

/// Where a machine, or a person who accepts less, keeps the passphrase so that nobody is asked.
///
/// Each is weaker than a passphrase in somebody's head: whoever can read the source can open the credentials.
public enum PassphraseSource: Sendable, Hashable {
    /// The first line of the file that `SLUICE_PASSPHRASE_FILE` names. It must be the user's own, or root's, and nobody
    /// else may read or change it.
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
        case .file(let path): try firstLine(of: path, Self.openness)
        // systemd keeps it from others in a way of its own.
        case .systemd(let path): try firstLine(of: path) { _ in nil }
        case .keyring: Keyring.passphrase()
        }
    }

    /// - Parameter openness: why the file is not private; `nil` where it is.
    private func firstLine(of path: String, _ openness: (stat) -> String?) throws -> Secret {
        func failure(_ reason: String) -> StoreError { .noPassphrase(source: description, reason: reason) }
        var status = stat()
        // Of the file that is read, whatever takes its name meanwhile.
        guard let file = FileHandle(forReadingAtPath: path), fstat(file.fileDescriptor, &status) == 0 else {
            throw failure("there is no such file, or it can't be read")
        }
        if status.st_mode & S_IFMT == S_IFDIR { throw failure("it is a folder, not a file") }
        if let reason = openness(status) { throw failure(reason) }
        let data: Data
        do { data = try file.readToEnd() ?? Data() } catch { throw failure("it can't be read") }
        if data.isEmpty { throw failure("it is empty") }
        let line = data.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        if line.isEmpty { throw failure("its first line is empty") }
        return Secret(bytes: Array(line))
    }

    /// What root has put there for this user may be readable to a group of theirs.
    private static func openness(_ status: stat) -> String? {
        let isOwn = status.st_uid == geteuid()
        if !isOwn, status.st_uid != 0 { return "it belongs to another user" }
        if status.st_mode & (isOwn ? 0o077 : 0o027) == 0 { return nil }
        return "others may read or change it: "
            + (isOwn ? "`chmod 600` it" : "`chmod 640` it, and let it belong to a group of this user's alone")
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

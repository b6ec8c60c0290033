import Foundation
import TestSupport

extension Workplace {
    static let passphrase = "correct horse battery"

    /// A person's home beside sluice's own.
    var userHome: URL { folder.appending(path: "user", directoryHint: .isDirectory) }
    var vault: URL { home.appending(path: "credentials/vault.age") }
    var identity: URL { home.appending(path: "credentials/identity.age") }

    /// What makes git and sluice read the person's home of this place, and no configuration of the machine.
    var atHome: [String: String] {
        [
            "HOME": userHome.path, "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": userHome.appending(path: ".gitconfig").path,
            "XDG_CONFIG_HOME": "", "AWS_SHARED_CREDENTIALS_FILE": userHome.appending(path: ".aws/credentials").path,
        ]
    }

    /// What unlocks without anybody being asked.
    var machine: [String: String] {
        atHome.merging(["SLUICE_PASSPHRASE_FILE": folder.appending(path: "passphrase").path]) { $1 }
    }

    /// A project whose store costs little to open, and which nothing has made yet.
    static func withCredentials(
        _ files: [String: String] = ["file": "one\n"], _ body: (Workplace) async throws -> Void
    ) async throws {
        try await project(files) { place in
            try place.put("home/config/credentials.json", #"{ "workFactor": 4 }"#)
            try place.put("passphrase", passphrase + "\n")
            try FileManager.default.createDirectory(at: place.userHome, withIntermediateDirectories: true)
            try await body(place)
        }
    }

    /// Writes a file below the folder, for its owner alone.
    func put(_ path: String, _ text: String) throws {
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    }

    /// Makes the store and unlocks it.
    func unlock() async throws {
        let unlock = try await sluice("credentials", "unlock", with: machine)
        guard unlock.exitCode == 0 else { throw SetupFailure(words: unlock.words) }
    }

    /// Keeps a credential, which goes in through a pipe.
    @discardableResult
    func add(_ pattern: String, user: String? = nil, secret: String, _ options: String...) async throws -> Command {
        let words = ["credentials", "add", pattern, "--stdin"] + (user.map { ["--user", $0] } ?? []) + options
        let command = try await Command.run(
            Self.executable, words, in: checkout, environment: environment.merging(atHome) { $1 }, input: secret)
        guard command.exitCode == 0 else { throw SetupFailure(words: command.words) }
        return command
    }

    /// The process that keeps the credentials unlocked.
    var agent: pid_t? { processes().first { $0.words.dropFirst().first == "agent" }?.id }
}

import Foundation

/// This program as git's credential helper.
enum HelperCommand {
    /// The name under which this program is the helper.
    static let name = "git-credential-sluice"
    /// The word by which it is the helper under any name.
    static let word = "git-credential"
    /// Within sluice: what the vault has nothing for is asked of the user's own helpers.
    static let withOthers = "--with-others"

    /// For `credential.helper` while sluice itself calls git.
    static var withinSluice: String { "!\(quoted(EngineLauncher.executable.path)) \(word) \(withOthers)" }

    /// For `credential.helper` in git's configuration: the name beside this program, if it was installed there.
    static var installed: String {
        let link = EngineLauncher.executable.deletingLastPathComponent().appending(path: name)
        if FileManager.default.isExecutableFile(atPath: link.path) { return "!\(quoted(link.path))" }
        return "!\(quoted(EngineLauncher.executable.path)) \(word)"
    }

    /// As a word of sh, which git runs helpers by.
    private static func quoted(_ path: String) -> String {
        "'" + path.replacing("'", with: "'\\''") + "'"
    }
}

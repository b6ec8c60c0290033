public import Foundation

/// What ssh asks the program that `SSH_ASKPASS` names (ssh(1)).
public struct SSHQuestion: Sendable {
    public let text: String

    public init(_ text: String) {
        self.text = text
    }

    /// The path of the key whose passphrase ssh or ssh-keygen asks for; `nil` if they ask for anything else. They show no
    /// more than 100 bytes of it.
    public var key: String? {
        text.wholeMatch(of: #/Enter passphrase for (?:key )?['"]?(.+?)['"]?: ?/#).map { String($0.1) }
    }

    /// Whether an entry that is called so is for the key: by the key's path, also with `~`, or by the name of a file in
    /// `~/.ssh`. A path that ssh has cut off means no entry: others may begin so too.
    public static func isMeant(_ pattern: String, by key: String, home: URL) -> Bool {
        let place =
            if pattern.hasPrefix("~/") {
                home.appending(path: pattern.dropFirst(2))
            } else if pattern.contains("/") {
                URL(filePath: pattern)
            } else { home.appending(path: ".ssh/\(pattern)") }
        return place.standardizedFileURL.path == URL(filePath: key).standardizedFileURL.path
    }
}

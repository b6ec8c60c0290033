/// What was found in a file that keeps credentials in plain text.
public struct ImportedFile: Sendable, Hashable {
    /// One for each host and user, or profile and key: the first.
    public private(set) var credentials: [Credential] = []
    public private(set) var problems: [Problem] = []

    /// A line that was passed over. Never quotes it, since what is malformed may still be secret.
    public struct Problem: Sendable, Hashable {
        /// Counted from 1.
        public var line: Int
        public var reason: String
    }

    /// What the programs that read these files find first counts; another secret for the same is reported, and so is
    /// one whose bytes were no text.
    mutating func add(_ credential: Credential, line: Int) {
        if credential.secret.reveal().contains("\u{FFFD}") {
            return report("bytes that are no text (UTF-8)", line: line)
        }
        guard let first = credentials.first(where: credential.replaces) else { return credentials.append(credential) }
        if first.secret == credential.secret { return }
        report("another secret for what a line above it has one for", line: line)
    }

    /// A comment that holds a secret: the file may be the only place that has it.
    mutating func reportComment(_ comment: some StringProtocol, line: Int) {
        let words = comment.lowercased()
        if words.contains("secret_access_key") || words.contains("password ")
            || words.firstMatch(of: #/:\/\/[^\s\/@]+:[^\s\/@]+@/#) != nil
        {
            report("a credential that is commented out", line: line)
        }
    }

    mutating func report(_ reason: String, line: Int) {
        problems.append(Problem(line: line, reason: reason))
    }
}

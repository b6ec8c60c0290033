public import Foundation

extension ImportedFile {
    /// Reads what `git credential-store` writes: a URL per line, with user name and password in it, percent-encoded
    /// (git-credential-store(1), "Storage format").
    public static func gitCredentials(_ text: String, now: Date) -> ImportedFile {
        var file = ImportedFile()
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let line = line.trimmingCharacters(in: .whitespaces)
            if line.hasPrefix("#") { file.reportComment(line, line: index + 1) }
            if line.isEmpty || line.hasPrefix("#") { continue }
            if let credential = gitCredential(line, now) {
                file.add(credential, line: index + 1)
            } else {
                file.report("no URL with a user name and a password", line: index + 1)
            }
        }
        return file
    }

    /// The authority ends at the first slash, and the user name at the first colon; a password may have more of them.
    private static func gitCredential(_ line: String, _ now: Date) -> Credential? {
        guard let scheme = line.firstRange(of: "://"), scheme.lowerBound > line.startIndex else { return nil }
        let parts = line[scheme.upperBound...].split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let at = parts[0].lastIndex(of: "@"), let colon = parts[0][..<at].firstIndex(of: ":") else { return nil }
        let secret = parts[0][parts[0].index(after: colon)..<at]
        guard let username = parts[0][..<colon].removingPercentEncoding,
            let password = String(secret).removingPercentEncoding,
            let host = String(parts[0][parts[0].index(after: at)...]).removingPercentEncoding,
            let path = (parts.count > 1 ? String(parts[1]) : "").removingPercentEncoding
        else { return nil }
        let target = GitTarget(protocol: String(line[..<scheme.lowerBound]), host: host, path: path)
        return Credential(
            kind: .git, pattern: target.pattern, username: username, secret: Secret(password), created: now)
    }
}

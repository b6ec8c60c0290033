extension RemoteURL {
    /// The text with no credential left in any URL in it.
    public static func redacted(_ text: String) -> String { redactingCredentials(in: text) }

    /// The text with the user info of every URL in it shortened to its harmless part, for messages that git wrote.
    static func redactingCredentials(in text: String) -> String {
        guard text.contains("@") else { return text }
        return text.replacing(#/(?<scheme>[A-Za-z][A-Za-z0-9+.-]*:\/\/)[^\/\s'"]*@/#) { match in
            let shown = try? RemoteURL("\(match.output.0)host")
            return "\(match.scheme)\(shown?.user.map { $0 + "@" } ?? "")"
        }
    }
}

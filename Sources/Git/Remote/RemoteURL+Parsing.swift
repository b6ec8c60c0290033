extension RemoteURL {
    /// Reads the text of a remote's URL as git would, less what is dangerous.
    public init(_ text: String) throws(Refusal) {
        guard !text.isEmpty else { throw .empty }
        guard !Self.hasControlCharacter(text) else { throw .controlCharacter }
        guard !text.hasPrefix("-") else { throw .looksLikeOption }
        if let transport = text.prefixMatch(of: #/([A-Za-z0-9+.-]+)::/#) {
            throw .runsProgram(transport: String(transport.1))
        }
        if let url = text.wholeMatch(of: #/([A-Za-z][A-Za-z0-9+.-]*):\/\/([^\/]*)(.*)/#) {
            try self.init(scheme: url.1.lowercased(), authority: url.2, path: url.3)
            // git would take `user:password@host:path` for a host named `user`; whoever wrote it did not.
        } else if let secretive = text.wholeMatch(of: #/([^\/@]*:[^\/@]*@[^\/:]+):(.*)/#) {
            try self.init(form: .scp, authority: Authority(secretive.1, hasPort: false), path: String(secretive.2))
        } else if let scp = text.wholeMatch(of: #/((?:[^\/:\[]*@)?(?:\[[^\/\]]*\]|[^\/:\[]+)):(.*)/#) {
            try self.init(form: .scp, authority: Authority(scp.1, hasPort: false), path: String(scp.2))
        } else {
            self.init(form: .path, user: nil, host: nil, port: nil, path: text, embeddedCredential: false)
        }
    }

    private init(scheme: String, authority: Substring, path: Substring) throws(Refusal) {
        switch scheme {
        case "file":
            self.init(
                form: .url(scheme: scheme), user: nil, host: nil, port: nil, path: String(path),
                embeddedCredential: false)
        case "http", "https", "ssh", "git", "git+ssh", "ssh+git":
            try self.init(
                form: .url(scheme: scheme), authority: Authority(authority, hasPort: true), path: String(path))
        default: throw .unsupportedScheme(scheme)
        }
    }

    private init(form: Form, authority: Authority, path: String) throws(Refusal) {
        guard !authority.host.isEmpty else { throw .noHost }
        guard !authority.host.hasPrefix("-"), authority.user?.hasPrefix("-") != true else { throw .looksLikeOption }
        self.init(
            form: form, user: authority.user, host: authority.host, port: authority.port, path: path,
            embeddedCredential: authority.hadCredential)
    }

    private static func hasControlCharacter(_ text: String) -> Bool {
        text.unicodeScalars.contains {
            $0.properties.generalCategory == .control || $0 == "\u{2028}" || $0 == "\u{2029}"
        }
            || text.contains(#/%(?:[01][0-9A-Fa-f]|7[Ff])/#)
    }
}

/// `[user[:password]@]host[:port]`, read without keeping the secret.
private struct Authority {
    let user: String?
    let host: String
    let port: Int?
    let hadCredential: Bool

    init(_ text: Substring, hasPort: Bool) throws(RemoteURL.Refusal) {
        // The last '@' ends the user info: a password may hold others.
        let at = text.lastIndex(of: "@")
        let userInfo = UserInfo(at.map { text[..<$0] })
        user = userInfo.user
        hadCredential = userInfo.hadCredential
        let place = at.map { text[text.index(after: $0)...] } ?? text
        guard hasPort, let colon = place.lastIndex(of: ":"), !place[colon...].contains("]") else {
            (host, port) = (String(place), nil)
            return
        }
        host = String(place[..<colon])
        let digits = place[place.index(after: colon)...]
        port = Int(digits)
        guard digits.isEmpty || port.map((1...65535).contains) == true else { throw .invalidPort }
    }
}

/// The name in front of `@`, with what is or may be a secret taken out.
private struct UserInfo {
    let user: String?
    let hadCredential: Bool

    init(_ text: Substring?) {
        let parts = text?.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false) ?? []
        let name = parts.first.map(String.init) ?? ""
        let password = parts.count > 1 ? String(parts[1]) : nil
        // GitHub takes a token as the name, with an empty password or this word for one.
        let nameIsToken = Self.looksLikeToken(name) || password == "" || password == "x-oauth-basic"
        user = name.isEmpty || nameIsToken ? nil : name
        hadCredential = password != nil || (nameIsToken && !name.isEmpty)
    }

    /// Known prefixes of access tokens, or long and mixed as no one's name is: neither an address of mail nor the name that
    /// CodeCommit makes of a user's and the account's.
    private static func looksLikeToken(_ name: String) -> Bool {
        let prefixes = [
            "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "gldt-", "ATBB", "ATCTT", "ATATT",
        ]
        if prefixes.contains(where: name.hasPrefix) { return true }
        if name.contains("%40") || name.contains("@") || name.contains(#/-at-[0-9]{12}$/#) { return false }
        return name.count >= 20 && name.contains(where: \.isNumber) && name.contains(where: \.isLetter)
    }
}

import AgentLink
import Credentials
import Foundation

extension Samples {
    static let passphrase = Secret("correct horse")
    static let now = Date(timeIntervalSince1970: 1_800_000_000)

    /// The same key in every process, so that what one has found the next one can read: thirty-two bytes of 0x42.
    static let identity = try? X25519Identity(
        Secret(
            ["AGE", "SECRET", "KEY", "1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"].joined(
                separator: "-")))

    static let ageFiles: [[UInt8]] = [false, true].flatMap { armored in
        let recipients =
            [.passphrase(passphrase, workFactor: 1)] + (identity.map { [.keys([$0.recipient])] } ?? [])
            as [Age.Recipients]
        return recipients.compactMap { try? Age.encrypt(Array("content".utf8), to: $0, armored: armored) }
    }

    static let identityFiles: [[UInt8]] = {
        guard let identity else { return [] }
        let key = identity.text.reveal()
        return ["# public key: \(identity.recipient)\n\(key)\n", "\n\(key)\r\n", "#\n"].map { Array($0.utf8) }
    }()

    static let pluginAnswers = [
        "-> msg\nVG91Y2g\n-> recipient-stanza 0 piv-p256 AAAA\nAAAA\n-> done\n\n",
        "-> labels\n\n-> request-secret\nUElO\n-> confirm WWVz Tm8\nTG9vaw\n-> grease x\n\n-> done\n\n",
        "-> error recipient 0\nbm8\n-> error internal\nbm8\n-> done\n\n",
    ]

    /// An entry of each kind, with each thing that one can have, for several users. git may have those of the kind `git`.
    static let vault: Vault = {
        func git(_ user: String?, _ host: String = "https://example.com") -> Credential {
            Credential(kind: .git, pattern: host, username: user, secret: Secret("git \(user ?? "")"), created: now)
        }
        var (bearer, expired, noted) = (git("bearer"), git("expired"), git("u", "https://example.com/a/b.git"))
        bearer.authtype = "Bearer"
        (expired.expires, expired.refreshToken) = (now - 1, Secret("refresh"))
        (noted.note, noted.lastUsed, noted.expires) = ("mine", now, now + 1)
        let others = Credential.Kind.allCases.filter { $0 != .git }.map {
            Credential(
                kind: $0, pattern: "https://example.com", username: "u", secret: Secret("of \($0)"), created: now)
        }
        return Vault(credentials: [git(nil), git(""), git("u"), git("v"), bearer, expired, noted] + others)
    }()

    static let gitRequests = [
        "capability[]=authtype\nprotocol=https\nhost=example.com\nusername=u\npassword=p\n",
        "capability[]=authtype\ncapability[]=state\nprotocol=https\nhost=example.com\npath=a/b.git\nwwwauth[]=Bearer x\n"
            + "authtype=Bearer\ncredential=c\nephemeral=1\nstate[]=s\n",
        "url=https://v@example.com/a/b.git\n",
        "protocol=https\nhost=example.com\nusername=expired\npassword=p\npassword_expiry_utc=1900000000\n"
            + "oauth_refresh_token=r\n",
    ]

    static let sshQuestions = [
        "Enter passphrase for key '/home/u/.ssh/id_ed25519': ", "Enter passphrase for \"/home/u/a b\": ",
        "Are you sure you want to continue connecting (yes/no/[fingerprint])? ", "u@example.com's password: ",
    ]

    static let agentMessages: [[UInt8]] = {
        let entry = VaultDocument.Entry(vault.credentials[5])
        let key = vault.credentials[4].key
        let edit = CredentialEdit(username: "u", note: "n", expires: now, neverExpires: true, secret: Secret("s"))
        let requests: [AgentRequest] = [
            .unlock(identity: "AGE", seconds: 60), .status, .secret(kind: .aws, pattern: "p", username: nil),
            .entry(key),
            .store(entry), .add(entry), .edit(key, edit), .remove(key), .list, .hold(entry), .release(keep: true),
            .search, .handedOut,
        ]
        let responses: [AgentResponse] = [
            .done, .locked, .otherSecret, .secondsLeft(1.5), .credential(entry), .credential(nil),
            .list(vault.credentials.map { CredentialSummary($0) }), .refused("no"),
        ]
        let encoder = JSONEncoder()
        let plain = [PlainRequest.git(operation: "get", message: Array(gitRequests[0].utf8)).bytes]
        let bodies = plain + requests.compactMap { try? encoder.encode($0) }.map { Array($0) }
        let answers = responses.compactMap { try? encoder.encode($0) }.map { Array($0) }
        return bodies.map { [AgentProtocol.version] + $0 } + answers
            + [AgentProtocol.lock, PlainResponse.answer([1]).bytes, PlainResponse.refused("no").bytes]
    }()
}

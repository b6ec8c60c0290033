import Crypto
import Foundation
import PipelineAPI
import SigV4

extension CredentialChain {
    /// IAM Identity Center: a role's keys for the token that `aws sso login` has left, renewed if it can be.
    ///
    /// Source: AWS SDKs and Tools Reference Guide, "IAM Identity Center credential provider".
    static let singleSignOn: CredentialProvider = { lookup in
        guard let settings = try SSOSettings(lookup) else { return nil }
        let token = try await settings.token(lookup)
        let portal = try lookup.connection(to: .sso, region: settings.region)
        var request = AWSRequest(operation: "GetRoleCredentials", method: "GET", path: "/federation/credentials")
        request.query = [("role_name", settings.role), ("account_id", settings.account)]
        request.headers = [("x-amz-sso_bearer_token", token)]
        do {
            let answer: RoleCredentials = try await portal.json(request)
            var credentials = answer.roleCredentials.credentials(origin: "single sign-on of \(lookup.place)")
            credentials.renewal = lookup.signIn
            return credentials
        } catch ClientError.service(let error) where error.code == "UnauthorizedException" {
            throw settings.signIn(lookup, because: "no longer holds")
        }
    }
}

/// What a profile says of single sign-on, by itself (the older form) or by way of an `sso-session`.
private struct SSOSettings {
    var role: String
    var account: String
    var startURL: String
    var region: String
    /// The name of the `sso-session`; `nil` in the older form.
    var session: String?

    init?(_ lookup: CredentialLookup) throws {
        guard lookup.text("sso_role_name") != nil || lookup.text("sso_account_id") != nil else { return nil }
        var section = lookup.profile
        session = lookup.text("sso_session")
        if let session {
            guard let shared = lookup.configuration.files.ssoSessions[session] else {
                throw CredentialError.failed("\(lookup.place): there is no [sso-session \(session)].")
            }
            for (key, value) in shared {
                if let own = section[key], own != value {
                    throw CredentialError.failed("\(lookup.place) and [sso-session \(session)] differ in \(key).")
                }
                section[key] = value
            }
        }
        func required(_ key: String) throws -> String {
            guard let text = section[key]?.text else {
                throw CredentialError.failed("\(lookup.place) uses single sign-on, but has no \(key).")
            }
            return text
        }
        (role, account) = (try required("sso_role_name"), try required("sso_account_id"))
        (startURL, region) = (try required("sso_start_url"), try required("sso_region"))
    }

    /// The access token, renewed where it has come near its end and a refresh token is there.
    func token(_ lookup: CredentialLookup) async throws -> String {
        let cache = SSOTokenFile(name: session ?? startURL, lookup.configuration.environment)
        guard let token = cache.read() else { throw signIn(lookup, because: "is not there") }
        let now = lookup.calls.pace.now()
        let end = WireDate.parse(token.expiresAt) ?? .distantPast
        guard session != nil, end.timeIntervalSince(now) < SSOTokenFile.renewalWindow else {
            if end <= now { throw signIn(lookup, because: "has expired") }
            return token.accessToken
        }
        if let renewed = try await renewed(token, lookup) {
            try cache.write(renewed)
            return renewed.accessToken
        }
        if end <= now { throw signIn(lookup, because: "has expired") }
        return token.accessToken
    }

    private func renewed(_ token: SSOTokenFile.Token, _ lookup: CredentialLookup) async throws -> SSOTokenFile.Token? {
        let now = lookup.calls.pace.now()
        guard let refresh = token.refreshToken, let id = token.clientId, let secret = token.clientSecret,
            let end = token.registrationExpiresAt.flatMap(WireDate.parse), end > now
        else { return nil }
        var request = AWSRequest(operation: "CreateToken", path: "/token")
        request.headers = [("content-type", "application/json")]
        request.body = try JSONEncoder().encode([
            "grantType": "refresh_token", "clientId": id, "clientSecret": secret, "refreshToken": refresh,
        ])
        guard let answer: CreatedToken = try? await lookup.connection(to: .ssoOIDC, region: region).json(request) else {
            return nil
        }
        var renewed = token
        (renewed.startUrl, renewed.region) = (startURL, region)
        renewed.accessToken = answer.accessToken
        renewed.expiresAt = WireDate.text(now.addingTimeInterval(answer.expiresIn))
        renewed.refreshToken = answer.refreshToken
        return renewed
    }

    func signIn(_ lookup: CredentialLookup, because reason: String) -> CredentialError {
        .needsPerson("The sign-in of \(lookup.place) \(reason): `aws sso login --profile \(lookup.profileName)`.")
    }
}

/// The token that `aws sso login` keeps in `~/.aws/sso/cache`, under the SHA-1 of the session's name or start URL.
private struct SSOTokenFile {
    static let renewalWindow: TimeInterval = 15 * 60

    struct Token: Codable {
        var startUrl: String?
        var region: String?
        var accessToken: String
        var expiresAt: String
        var clientId: String?
        var clientSecret: String?
        var registrationExpiresAt: String?
        var refreshToken: String?
    }

    let file: URL

    init(name: String, _ environment: [String: String]) {
        let hash = Insecure.SHA1.hash(data: Data(name.utf8)).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        file = URL(filePath: HomePath.expand("~/.aws/sso/cache", environment)).appending(path: hash.joined() + ".json")
    }

    func read() -> Token? {
        guard let data = try? Data(contentsOf: file) else { return nil }
        return try? JSONDecoder().decode(Token.self, from: data)
    }

    /// In place of the old one at once; at no moment readable for others.
    func write(_ token: Token) throws {
        let new = file.path + ".\(getpid())"
        unlink(new)
        let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CredentialError.failed("\(file.path) can't be written.") }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try handle.write(contentsOf: JSONEncoder().encode(token))
        guard rename(new, file.path) == 0 else { throw CredentialError.failed("\(file.path) can't be written.") }
    }
}

private struct CreatedToken: Decodable {
    var accessToken: String
    var expiresIn: Double
    var refreshToken: String?
}

private struct RoleCredentials: Decodable {
    struct Keys: Decodable {
        var accessKeyId: String
        var secretAccessKey: String
        var sessionToken: String
        /// In milliseconds since 1970.
        var expiration: Double

        func credentials(origin: String) -> AWSCredentials {
            AWSCredentials(
                key: AccessKey(id: accessKeyId, secret: secretAccessKey, sessionToken: sessionToken),
                expiration: Date(timeIntervalSince1970: expiration / 1000), origin: origin)
        }
    }

    var roleCredentials: Keys
}

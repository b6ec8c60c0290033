import Foundation
import SigV4
import TestSupport
import Testing

@testable import AWS

/// What the chain finds, beside what botocore finds with the same files and the same environment.
@Suite(.enabled(if: Botocore.isInstalled, "no python3 with botocore"), .timeLimit(.minutes(10)))
struct ChainTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var config = ""
        var credentials = ""
        var environment: [String: String] = [:]
        var profile: String?
        var testDescription: String { name }
    }

    private static let script = """
        import sys, botocore.session, botocore.credentials, datetime
        try:
            session = botocore.session.Session(profile=sys.argv[1] if len(sys.argv) > 1 else None)
            session.set_config_variable('region', 'eu-west-1')
            found = session.get_credentials()
            if found is None:
                print('none', end='')
            else:
                found = found.get_frozen_credentials()
                print(found.access_key, found.secret_key, found.token or '-', end='')
        except Exception as error:
            print('refused', end='')
        """

    private func ours(_ home: AWSHome, _ profile: String?) async -> String {
        do {
            let key = try await home.session(profile: profile).credentials.credentials().key
            return "\(key.id) \(key.secret) \(key.sessionToken ?? "-")"
        } catch CredentialError.none {
            return "none"
        } catch {
            return "refused"
        }
    }

    @Test(arguments: cases) func theChainFindsWhatBotocoreFinds(_ example: Case) async throws {
        try await RecordingServer.with(Self.tokenService) { server in
            var environment = example.environment
            environment["AWS_ENDPOINT_URL_STS"] = server.url
            environment["AWS_ENDPOINT_URL_SSO"] = server.url
            try await AWSHome.with(
                config: example.config, credentials: example.credentials, environment: environment
            ) { home in
                try Data("a-web-identity-token".utf8).write(to: home.folder.appending(path: "token"))
                try Self.signIn(home)
                let theirs = try Botocore.run(
                    Self.script, home.environment, example.profile.map { [$0] } ?? [])
                let ours = await ours(home, example.profile)
                #expect(ours == theirs)
            }
        }
    }

    /// Answers with keys that tell who asked for which role.
    @Sendable private static func tokenService(_ request: RecordingServer.Request) -> RecordingServer.Answer {
        if request.target.hasPrefix("/federation/credentials") {
            let keys =
                #"{"roleCredentials": {"accessKeyId": "SSO", "secretAccessKey": "s","#
                + #" "sessionToken": "\#(request.headers["x-amz-sso_bearer_token"] ?? "")","#
                + #" "expiration": 4102444800000}}"#
            return .init(headers: ["Content-Type: application/json"], body: keys)
        }
        let form = request.form
        let signer = request.headers["authorization"]?.firstMatch(of: #/Credential=([^\/]+)\//#)?.1 ?? "nobody"
        let action = form["Action"] ?? ""
        let parts = [
            form["RoleArn"], form["ExternalId"], form["RoleSessionName"]?.hasPrefix("named") == true ? "named" : nil,
            form["DurationSeconds"], form["WebIdentityToken"],
        ]
        let text = parts.compactMap(\.self).joined(separator: "+")
        return .init(
            headers: ["Content-Type: text/xml"],
            body: """
                <\(action)Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><\(action)Result><Credentials>
                <AccessKeyId>\(signer)</AccessKeyId><SecretAccessKey>\(text)</SecretAccessKey>
                <SessionToken>\(action)</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
                </Credentials><AssumedRoleUser><AssumedRoleId>AROA:s</AssumedRoleId>
                <Arn>arn:aws:sts::123456789012:assumed-role/r/s</Arn></AssumedRoleUser></\(action)Result></\(action)Response>
                """)
    }

    /// The tokens of `aws sso login`, under the SHA-1 of `corp` and of the older form's start URL.
    private static func signIn(_ home: AWSHome) throws {
        let cache = home.folder.appending(path: ".aws/sso/cache")
        try FileManager.default.createDirectory(at: cache, withIntermediateDirectories: true)
        for (name, token) in [("corp", "of-session"), ("https://corp/start", "of-url")] {
            let text =
                #"{"startUrl": "https://corp/start", "region": "eu-west-1", "accessToken": "\#(token)","#
                + #" "expiresAt": "2099-01-01T00:00:00Z"}"#
            try Data(text.utf8).write(to: cache.appending(path: "\(sha1(name)).json"))
        }
    }

    private static func sha1(_ text: String) throws -> String {
        try Botocore.run(
            "import hashlib, sys; print(hashlib.sha1(sys.argv[1].encode()).hexdigest(), end='')", [:], [text])
    }

    private static let keys = "aws_access_key_id = AKID\naws_secret_access_key = SECRET\n"

    static let cases = [
        Case(name: "nothing at all"),
        Case(name: "the environment", environment: ["AWS_ACCESS_KEY_ID": "E", "AWS_SECRET_ACCESS_KEY": "S"]),
        Case(
            name: "the environment with a token",
            environment: ["AWS_ACCESS_KEY_ID": "E", "AWS_SECRET_ACCESS_KEY": "S", "AWS_SESSION_TOKEN": "T"]),
        Case(name: "half an environment", environment: ["AWS_ACCESS_KEY_ID": "E"]),
        Case(
            name: "the environment before a profile that it names", credentials: "[dev]\n" + keys,
            environment: ["AWS_ACCESS_KEY_ID": "E", "AWS_SECRET_ACCESS_KEY": "S", "AWS_PROFILE": "dev"]),
        Case(
            name: "a chosen profile before the environment", credentials: "[dev]\n" + keys,
            environment: ["AWS_ACCESS_KEY_ID": "E", "AWS_SECRET_ACCESS_KEY": "S"], profile: "dev"),
        Case(name: "default in the credentials file", credentials: "[default]\n" + keys),
        Case(name: "default in the config file", config: "[default]\n" + keys),
        Case(name: "a profile of the config file", config: "[profile dev]\n" + keys, profile: "dev"),
        Case(name: "a profile with a blank in its name", config: "[profile \"my dev\"]\n" + keys, profile: "my dev"),
        Case(
            name: "the credentials file before the config file",
            config: "[profile dev]\naws_access_key_id = C\naws_secret_access_key = D\n", credentials: "[dev]\n" + keys,
            profile: "dev"),
        Case(name: "no such profile", credentials: "[dev]\n" + keys, profile: "prod"),
        Case(
            name: "a profile that the environment names", credentials: "[dev]\n" + keys,
            environment: ["AWS_PROFILE": "dev"]),
        Case(
            name: "two variables that name profiles",
            credentials: "[dev]\n\(keys)[two]\naws_access_key_id = T\n"
                + "aws_secret_access_key = U\n",
            environment: ["AWS_PROFILE": "dev", "AWS_DEFAULT_PROFILE": "two"]),
        Case(name: "a key without its secret", credentials: "[default]\naws_access_key_id = AKID\n"),
        Case(name: "a session token", credentials: "[default]\n\(keys)aws_session_token = TOKEN\n"),
        Case(name: "a file that can't be read", credentials: "aws_access_key_id = AKID\n"),
        Case(
            name: "keys with another mark and blanks",
            credentials: "[default]\naws_access_key_id : A \nAWS_SECRET_ACCESS_KEY=  S=/+ \n"),
        Case(name: "comments", credentials: "# one\n[default]\n; two\n\(keys)  # three\n"),
        Case(
            name: "a role with a source profile",
            config:
                "[profile role]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = dev\nrole_session_name = named-1\n",
            credentials: "[dev]\n" + keys, profile: "role"),
        Case(
            name: "a role with an external id and a duration",
            config:
                "[profile role]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = dev\nexternal_id = xyz\nduration_seconds = 1800\n",
            credentials: "[dev]\n" + keys, profile: "role"),
        Case(
            name: "a role of a role",
            config:
                "[profile one]\nrole_arn = arn:aws:iam::123456789012:role/1\nsource_profile = two\n[profile two]\nrole_arn = arn:aws:iam::123456789012:role/2\n"
                + "source_profile = dev\n", credentials: "[dev]\n" + keys, profile: "one"),
        Case(
            name: "a role with its own keys",
            config: "[profile role]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = role\n" + keys,
            profile: "role"),
        Case(
            name: "a circle of roles",
            config:
                "[profile one]\nrole_arn = arn:aws:iam::123456789012:role/1\nsource_profile = two\n[profile two]\nrole_arn = arn:aws:iam::123456789012:role/2\n"
                + "source_profile = one\n", profile: "one"),
        Case(
            name: "a role without a source", config: "[profile role]\nrole_arn = arn:aws:iam::123456789012:role/r\n",
            profile: "role"),
        Case(
            name: "a role with two sources",
            config:
                "[profile role]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = dev\ncredential_source = Environment\n",
            credentials: "[dev]\n" + keys, profile: "role"),
        Case(
            name: "a role with a source that isn't there",
            config: "[profile role]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = nobody\n",
            profile: "role"),
        Case(
            name: "a role with the environment as its source",
            config: "[profile role]\nrole_arn = arn:aws:iam::123456789012:role/r\ncredential_source = Environment\n",
            environment: ["AWS_ACCESS_KEY_ID": "E", "AWS_SECRET_ACCESS_KEY": "S"], profile: "role"),
        Case(
            name: "a role with a source of no known kind",
            config: "[profile role]\nrole_arn = arn:aws:iam::123456789012:role/r\ncredential_source = Elsewhere\n",
            profile: "role"),
        Case(
            name: "web identity in the environment",
            environment: [
                "AWS_WEB_IDENTITY_TOKEN_FILE": "HOME_FOLDER/token", "AWS_ROLE_ARN": "arn:aws:iam::123456789012:role/w",
            ]),
        Case(
            name: "web identity without a role", environment: ["AWS_WEB_IDENTITY_TOKEN_FILE": "HOME_FOLDER/token"]),
        Case(
            name: "web identity in a profile",
            config:
                "[profile pod]\nrole_arn = arn:aws:iam::123456789012:role/w\nweb_identity_token_file = HOME_FOLDER/token\n",
            profile: "pod"),
        Case(
            name: "a role whose source has web identity",
            config:
                "[profile role]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = pod\n[profile pod]\nrole_arn = arn:aws:iam::123456789012:role/w\n"
                + "web_identity_token_file = HOME_FOLDER/token\n", profile: "role"),
        Case(
            name: "a process",
            config: "[profile made]\ncredential_process = printf "
                + #"'{"Version": 1, "AccessKeyId": "P", "SecretAccessKey": "Q", "SessionToken": "R"}'"# + "\n",
            profile: "made"),
        Case(
            name: "a process that fails", config: "[profile made]\ncredential_process = false\n", profile: "made"),
        Case(
            name: "a process that prints something else", config: "[profile made]\ncredential_process = echo hello\n",
            profile: "made"),
        Case(
            name: "a process of another version",
            config: "[profile made]\ncredential_process = echo "
                + #"'{"Version": 2, "AccessKeyId": "P", "SecretAccessKey": "Q"}'"# + "\n", profile: "made"),
        Case(
            name: "single sign-on by a session",
            config: "[profile work]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Dev\n"
                + "[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://corp/start\n", profile: "work"),
        Case(
            name: "single sign-on in the older form",
            config: "[profile work]\nsso_account_id = 123456789012\nsso_role_name = Dev\nsso_region = eu-west-1\n"
                + "sso_start_url = https://corp/start\n", profile: "work"),
        Case(
            name: "single sign-on without a token",
            config: "[profile work]\nsso_account_id = 123456789012\nsso_role_name = Dev\nsso_region = eu-west-1\n"
                + "sso_start_url = https://other/start\n", profile: "work"),
        Case(
            name: "single sign-on by a session that isn't there",
            config: "[profile work]\nsso_session = none\nsso_account_id = 123456789012\nsso_role_name = Dev\n",
            profile: "work"),
        Case(
            name: "single sign-on without a role",
            config: "[profile work]\nsso_account_id = 123456789012\nsso_region = eu-west-1\n"
                + "sso_start_url = https://corp/start\n", profile: "work"),
        Case(
            name: "a container far away",
            environment: ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://example.com/keys"]),
    ]
}

import Foundation
import SigV4
import TestSupport
import Testing

@testable import AWS

/// Keys from the servers beside a container or an instance, and what becomes of keys that end.
@Suite(.timeLimit(.minutes(10))) struct MachineTests {
    private static let keys =
        #"{"AccessKeyId": "A", "SecretAccessKey": "S", "Token": "T", "Expiration": "2099-01-01T00:00:00Z"}"#

    @Test func aContainersKeysAreAskedForWithItsToken() async throws {
        try await RecordingServer.with(answers: [.init(body: Self.keys)]) { server in
            let variables = [
                "AWS_CONTAINER_CREDENTIALS_FULL_URI": server.url + "/creds",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN": "Basic abc",
            ]
            try await AWSHome.with(environment: variables) { home in
                let found = try await home.session().credentials.credentials()
                #expect(found.key.sessionToken == "T")
                #expect(server.requests.map(\.target) == ["/creds"])
                #expect(server.requests.first?.headers["authorization"] == "Basic abc")
            }
        }
    }

    @Test func anInstancesKeysAreAskedForWithATokenFirst() async throws {
        try await RecordingServer.with({ request in
            switch request.target {
            case "/latest/api/token": .init(status: request.method == "PUT" ? 200 : 405, body: "session")
            case "/latest/meta-data/iam/security-credentials/": .init(body: "builder\n")
            case "/latest/meta-data/iam/security-credentials/builder": .init(body: Self.keys)
            default: .init(status: 404)
            }
        }) { server in
            let variables = [
                "AWS_EC2_METADATA_DISABLED": "false", "AWS_EC2_METADATA_SERVICE_ENDPOINT": server.url + "/",
            ]
            try await AWSHome.with(environment: variables) { home in
                let found = try await home.session().credentials.credentials()
                #expect(found.key.id == "A")
                #expect(found.origin == "the instance's role builder")
                #expect(
                    server.requests.dropFirst().map { $0.headers["x-aws-ec2-metadata-token"] } == [
                        "session", "session",
                    ])
            }
        }
    }

    @Test func aDisabledMetadataServiceIsNotAsked() async throws {
        try await RecordingServer.with(answers: [.init(status: 500)]) { server in
            try await AWSHome.with(environment: ["AWS_EC2_METADATA_SERVICE_ENDPOINT": server.url]) { home in
                let session = try home.session()
                await #expect(throws: CredentialError.none(profile: "default")) {
                    try await session.credentials.credentials()
                }
                #expect(server.requests.isEmpty)
            }
        }
    }

    @Test func theOwnStoreIsAskedAfterAWSsToolsAndBeforeTheMachine() async throws {
        let store: CredentialProvider = { _ in .init(key: .init(id: "STORE", secret: "s"), origin: "the vault") }
        try await AWSHome.with { home in
            let session = try AWSSession(environment: home.environment, region: "eu-west-1", store: store)
            let found = try await session.credentials.credentials().key.id
            #expect(found == "STORE")
        }
        let keys = "[default]\naws_access_key_id = AKID\naws_secret_access_key = SECRET\n"
        try await AWSHome.with(credentials: keys) { home in
            let session = try AWSSession(environment: home.environment, region: "eu-west-1", store: store)
            let other = try await session.credentials.credentials().key.id
            #expect(other == "AKID")
        }
    }

    @Test func anMFACodeIsAskedForOrRefusedInWords() async throws {
        let config = "[profile role]\nrole_arn = arn:r\nsource_profile = dev\nmfa_serial = arn:mfa\n"
        let keys = "[dev]\naws_access_key_id = AKID\naws_secret_access_key = SECRET\n"
        let answer =
            "<R><AssumeRoleResult><Credentials><AccessKeyId>A</AccessKeyId><SecretAccessKey>S</SecretAccessKey>"
            + "<SessionToken>T</SessionToken><Expiration>2099-01-01T00:00:00.123Z</Expiration></Credentials>"
            + "</AssumeRoleResult></R>"
        try await RecordingServer.with(answers: [.init(body: answer)]) { server in
            try await AWSHome.with(
                config: config, credentials: keys, environment: ["AWS_ENDPOINT_URL_STS": server.url]
            ) { home in
                let alone = try home.session(profile: "role")
                await #expect(
                    throws: CredentialError.needsPerson(
                        "profile 'role' wants the MFA code of arn:mfa, and there is nobody to ask.")
                ) { try await alone.credentials.credentials() }
                let asking = try AWSSession(
                    environment: home.environment, profile: "role", region: "eu-west-1", askForCode: { _ in "123456" })
                let found = try await asking.credentials.credentials().key.id
                #expect(found == "A")
                #expect(server.requests.map { $0.form["TokenCode"] } == ["123456"])
                #expect(server.requests.first?.form["SerialNumber"] == "arn:mfa")
            }
        }
    }

    @Test func credentialsPrintWithoutTheirSecrets() {
        let credentials = AWSCredentials(
            key: .init(id: "AKID", secret: "hidden-one", sessionToken: "hidden-two"), origin: "profile 'dev'")
        var dumped = ""
        dump(credentials, to: &dumped)
        for text in ["\(credentials)", String(reflecting: credentials), dumped] {
            #expect(!text.contains("hidden"))
            #expect(text.contains("AKID"))
        }
    }
}

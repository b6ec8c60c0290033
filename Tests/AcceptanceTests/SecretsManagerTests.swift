import Foundation
import TestSupport
import Testing

@Suite("Secrets come from AWS too, where an endpoint is given", .timeLimit(.minutes(10)))
struct SecretsManagerTests {
    private static let secret = "Tr0ub4dor&3/x"

    /// Keys and place of AWS; the machine's own role is asked of nobody.
    private static let keys = [
        "AWS_ACCESS_KEY_ID": "AKIDTEST", "AWS_SECRET_ACCESS_KEY": "test", "AWS_REGION": "eu-west-1",
        "AWS_EC2_METADATA_DISABLED": "true",
    ]

    /// An endpoint that has one secret and one parameter, each of them secret.
    @Sendable private static func answer(_ request: RecordingServer.Request) -> RecordingServer.Answer {
        switch request.headers["x-amz-target"] {
        case "secretsmanager.GetSecretValue" where request.body.contains("shop"):
            let text = #"{\"user\":\"ann\",\"password\":\"\#(secret)\"}"#
            return .init(body: #"{"Name": "shop/db", "SecretString": "\#(text)"}"#)
        case "secretsmanager.GetSecretValue" where request.body.contains("till"):
            return .init(body: #"{"Name": "till", "SecretString": "\#(secret)"}"#)
        case "secretsmanager.ListSecrets" where request.body.contains("more"):
            return .init(body: #"{"SecretList": [{"Name": "till"}]}"#)
        case "secretsmanager.ListSecrets":
            return .init(
                body: #"{"SecretList": [{"Name": "shop/db", "Description": "of the shop"}], "NextToken": "more"}"#)
        case "AmazonSSM.GetParameter" where request.body.contains("region"):
            return .init(body: #"{"Parameter": {"Name": "/shop/region", "Type": "String", "Value": "eu-west-1"}}"#)
        case "AmazonSSM.GetParameter":
            return .init(status: 400, body: #"{"__type": "ParameterNotFound", "message": "no"}"#)
        default:
            let words = "Secrets Manager can't find the specified secret."
            return .init(status: 400, body: #"{"__type": "ResourceNotFoundException", "Message": "\#(words)"}"#)
        }
    }

    private static func with(
        _ files: [String: String] = ["file": "one\n"],
        _ body: (Workplace, RecordingServer, [String: String]) async throws -> Void
    ) async throws {
        try await Workplace.withCredentials(files) { place in
            try await RecordingServer.with(answer) { server in
                try await body(place, server, place.atHome.merging(keys) { $1 })
            }
        }
    }

    @Test("A secret is imported under its name once that is wanted, from any endpoint, and never shown")
    func importing() async throws {
        try await Self.with { place, server, aws in
            try await place.unlock()
            let words = ["--endpoint", server.url, "credentials", "import", "secretsmanager", "shop/db"]
            let asked = try await place.sluice(words, with: aws)
            #expect(asked.exitCode == 3 && asked.errors.contains("Import secret shop/db"), "\(asked.words)")
            #expect(try await place.sluice("credentials").output.contains("no credentials yet"))
            let done = try await place.sluice(words + ["--yes"], with: aws)
            #expect(done.exitCode == 0 && !done.words.contains(Self.secret), "\(done.words)")
            #expect(done.output.contains("imported shop/db from AWS Secrets Manager in eu-west-1 at 127.0.0.1:"))
            #expect(try await place.sluice("credentials").output.contains("shop/db"))
            #expect(
                server.requests.allSatisfy {
                    $0.headers["authorization"]?.contains("AKIDTEST/") == true
                        && $0.headers["authorization"]?.contains("/eu-west-1/secretsmanager/") == true
                })
        }
    }

    @Test("By AWS's own settings it is found as well; what is missing or makes no sense is said")
    func settings() async throws {
        try await Self.with { place, server, aws in
            try await place.unlock()
            let aws = aws.merging(["AWS_ENDPOINT_URL_SECRETS_MANAGER": server.url]) { $1 }
            let found = try await place.sluice(
                "credentials", "import", "secretsmanager", "shop/db", "--yes", with: aws)
            #expect(found.exitCode == 0, "\(found.words)")
            let missing = try await place.sluice("credentials", "import", "secretsmanager", "none", with: aws)
            #expect(missing.exitCode == 1 && missing.errors.contains("can't find the specified secret"))
            #expect(missing.errors.contains("GetSecretValue in eu-west-1"), "\(missing.words)")
            let local = try await place.sluice(
                "--endpoint", "local", "credentials", "import", "secretsmanager", "shop/db", with: aws)
            #expect(local.exitCode == 2 && local.errors.contains("--endpoint aws"), "\(local.words)")
        }
    }

    @Test("Without a name it lists what could be imported; several are imported together, or none of them")
    func several() async throws {
        try await Self.with { place, server, aws in
            try await place.unlock()
            let words = ["--endpoint", server.url, "credentials", "import", "secretsmanager"]
            let list = try await place.sluice(words, with: aws)
            #expect(
                list.exitCode == 0 && list.output == "SECRET   DESCRIPTION\nshop/db  of the shop\ntill\n",
                "\(list.words)")
            #expect(list.errors.contains("`credentials import secretsmanager NAME …`"), "\(list.words)")
            let one = try await place.sluice(words + ["shop/db", "none", "--yes"], with: aws)
            #expect(one.exitCode == 1 && one.errors.contains("can't find the specified secret"), "\(one.words)")
            #expect(try await place.sluice("credentials").output.contains("no credentials yet"))
            let asked = try await place.sluice(words + ["shop/db", "till"], with: aws)
            #expect(
                asked.exitCode == 3 && asked.errors.contains("Import 2 secrets shop/db, till from"), "\(asked.words)")
            let done = try await place.sluice(words + ["shop/db", "till", "--yes"], with: aws)
            #expect(done.output.contains("imported shop/db, till from"), "\(done.words)")
            let kept = try await place.sluice("credentials").output
            #expect(kept.contains("shop/db") && kept.contains("till"), "\(kept)")
        }
    }

    @Test("Keys of one's own store sign for the profile they were kept for; locked, it says so")
    func ownKeys() async throws {
        try await Self.with { place, server, aws in
            try await place.unlock()
            try await place.add("default", user: "AKIDSTORED", secret: "of-the-store", "--kind", "aws")
            let aws = aws.filter { !$0.key.hasPrefix("AWS_ACCESS") && !$0.key.hasPrefix("AWS_SECRET") }
            let words = ["--endpoint", server.url, "credentials", "import", "secretsmanager", "shop/db", "--yes"]
            let found = try await place.sluice(words, with: aws)
            #expect(found.exitCode == 0, "\(found.words)")
            #expect(server.requests.last?.headers["authorization"]?.contains("AKIDSTORED/") == true)
            try await place.sluice("credentials", "lock")
            let locked = try await place.sluice(words, with: aws)
            #expect(locked.exitCode == 3 && locked.errors.contains("`credentials unlock`"), "\(locked.words)")
        }
    }

    private static let build = [
        "pipeline.yml": """
        pipeline: shop
        source: main
        stages:
          Work:
            Use: { buildspec: use.yml }

        """,
        "use.yml": """
        version: 0.2
        env:
          secrets-manager: {PASSWORD: 'shop/db:password', OLD: 'shop/db:password:AWSPREVIOUS'}
          parameter-store: {REGION: /shop/region}
        phases:
          build:
            commands:
              - echo "the password is $PASSWORD in $REGION"
              - echo "$PASSWORD $OLD $REGION" > @HERE@/ran

        """,
    ]

    @Test("A build gets from there what the store has none of; what the store has comes first")
    func builds() async throws {
        try await Self.with(Self.build) { place, server, aws in
            let aws = aws.merging(["AWS_ENDPOINT_URL": server.url]) { $1 }
            let deploy = try await place.sluice("deploy", "--yes", with: aws)
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            #expect(place.lines("ran") == ["\(Self.secret) \(Self.secret) eu-west-1"])
            #expect(try await place.sluice("logs", "Work/Use").output.contains("the password is *** in ***"))
            let targets = Set(server.requests.map { $0.headers["x-amz-target"] })
            #expect(targets == ["secretsmanager.GetSecretValue", "AmazonSSM.GetParameter"])

            try await place.unlock()
            try await place.add("shop/db", secret: #"{"password":"of the store"}"#)
            try place.write(["more": "more\n"])
            try await place.commitAll("More")
            try await place.git("push", "--quiet")
            let again = try await place.sluice("deploy", "--yes", with: aws)
            #expect(again.exitCode == 0, "\(again.words)")
            #expect(place.lines("ran") == ["of the store \(Self.secret) eu-west-1"])
        }
    }

    @Test("Without an endpoint nothing is asked of AWS, keys or no keys")
    func noEndpoint() async throws {
        try await Self.with(Self.build) { place, server, aws in
            let deploy = try await place.sluice("deploy", "--yes", with: aws)
            #expect(deploy.exitCode == 1, "\(deploy.words)")
            #expect(deploy.words.contains("only the current version is kept here"), "\(deploy.words)")
            #expect(server.requests.isEmpty)
        }
    }

    @Test(
        "An emulator's secrets are listed, and imported under their names",
        .enabled(
            if: Emulator.python != nil, "no ministack 1.5.33: set SLUICE_TEST_PYTHON to a Python that has it installed")
    )
    func emulated() async throws {
        try await Workplace.withCredentials { place in
            try await place.emulating { aws in
                let endpoint = try #require(aws["AWS_ENDPOINT_URL"])
                try await place.createSecret("shop/db", Self.secret, at: endpoint)
                try await place.unlock()
                let words = ["--endpoint", endpoint, "credentials", "import", "secretsmanager"]
                let aws = place.atHome.merging(Self.keys) { $1 }
                let list = try await place.sluice(words, with: aws)
                #expect(list.output.contains("shop/db"), "\(list.words)")
                let done = try await place.sluice(words + ["shop/db", "--yes"], with: aws)
                #expect(done.exitCode == 0 && done.output.contains("imported shop/db"), "\(done.words)")
                #expect(try await place.sluice("credentials").output.contains("shop/db"))
                let missing = try await place.sluice(words + ["none"], with: aws)
                #expect(missing.exitCode == 1, "\(missing.words)")
            }
        }
    }
}

extension Workplace {
    /// Has an emulator keep a secret. Emulators check no signature unless asked to.
    fileprivate func createSecret(_ name: String, _ secret: String, at endpoint: String) async throws {
        let program = """
            import json, sys, urllib.request
            endpoint, name, secret = sys.argv[1:]
            scope = "AKIDTEST/20260101/eu-west-1/secretsmanager/aws4_request"
            headers = {"X-Amz-Target": "secretsmanager.CreateSecret", "Content-Type": "application/x-amz-json-1.1",
                "Authorization": f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0"}
            body = json.dumps({"Name": name, "SecretString": secret, "ClientRequestToken": "0" * 32}).encode()
            urllib.request.urlopen(urllib.request.Request(endpoint, body, headers)).read()
            """
        let command = try await Command.run(
            URL(filePath: "/usr/bin/env"), ["python3", "-c", program, endpoint, name, secret], in: folder,
            environment: environment)
        guard command.exitCode == 0 else { throw SetupFailure(words: command.words) }
    }
}

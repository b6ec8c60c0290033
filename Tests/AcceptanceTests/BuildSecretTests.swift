import Foundation
import Testing

@Suite("Builds ask for secrets by name", .timeLimit(.minutes(10)))
struct BuildSecretTests {
    private static let secret = "Tr0ub4dor&3/x"

    private static let files = [
        "pipeline.yml": """
        pipeline: shop
        source: main
        stages:
          Work:
            Use: { buildspec: use.yml, namespace: Use }
          Ship:
            Ship: ["echo 'url #{Use.URL}' >> @HERE@/ran"]

        """,
        "use.yml": """
        version: 0.2
        env:
          variables: {STAGE: test}
          secrets-manager: {PASSWORD: 'shop/db:password'}
          parameter-store: {REGION: '/shop/${STAGE}/region'}
          exported-variables: [URL]
        phases:
          build:
            commands:
              - echo "the password is $PASSWORD in $REGION"
              - printf %s "$PASSWORD" | base64
              - test "$PASSWORD" = 'Tr0ub4dor&3/x' && echo "right in $REGION" >> @HERE@/ran
              - URL="https://ann:$PASSWORD@host/"

        """,
    ]

    private static func keepSecrets(in place: Workplace) async throws {
        try await place.unlock()
        try await place.add("shop/db", secret: #"{"user":"ann","password":"\#(secret)"}"#)
        try await place.add("/shop/test/region", secret: "eu-west-1")
    }

    @Test("Its commands have them, and no log, answer or file of the engine shows them")
    func secretsReachTheBuild() async throws {
        try await Workplace.withCredentials(Self.files) { place in
            try await Self.keepSecrets(in: place)
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            let log = try await place.sluice("logs", "Work/Use")
            #expect(log.output.contains("the password is *** in ***"), "\(log.words)")
            #expect(!log.output.contains(Data(Self.secret.utf8).base64EncodedString()))
            #expect(place.lines("ran") == ["right in eu-west-1", "url https://ann:***@host/"])
            #expect(try Self.filesWith(Self.secret, below: place.home) == [])
        }
    }

    @Test("The values of a secret's settings are hidden one by one, however random their lines look")
    func settings() async throws {
        let files = [
            "pipeline.yml": "pipeline: shop\nsource: main\nstages:\n  Work:\n    Use: { buildspec: use.yml }\n",
            "use.yml": """
            version: 0.2
            env:
              secrets-manager: {ALL: app/env}
            phases:
              build:
                commands:
                  - echo "it is $(echo "$ALL" | sed -n 's/^DB_PASSWORD=//p')"

            """,
        ]
        try await Workplace.withCredentials(files) { place in
            try await place.unlock()
            try await place.add("app/env", secret: "DB_PASSWORD=k7Gq2Zx9Lw4Tn8Vb\nA=1\n")
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            let log = try await place.sluice("logs", "Work/Use")
            #expect(log.output.contains("it is ***"), "\(log.words)")
            #expect(try Self.filesWith("k7Gq2Zx9Lw4Tn8Vb", below: place.home) == [])
        }
    }

    @Test("Locked credentials fail the action with what to do, and a retry goes on from there")
    func locked() async throws {
        try await Workplace.withCredentials(Self.files) { place in
            try await Self.keepSecrets(in: place)
            try await place.sluice("credentials", "lock")
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 1, "\(deploy.words)")
            #expect(deploy.words.contains("credentials unlock"), "\(deploy.words)")
            #expect(place.lines("ran") == [])
            try await place.unlock()
            let retry = try await place.sluice("retry")
            #expect(retry.exitCode == 0, "\(retry.words)")
            #expect(place.lines("ran").first == "right in eu-west-1")
        }
    }

    @Test("A secret that is not there fails the build in CodeBuild's words, and names the variable")
    func missing() async throws {
        try await Workplace.withCredentials(Self.files) { place in
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 1, "\(deploy.words)")
            #expect(deploy.words.contains("secret does not exist: shop/db:password (variable PASSWORD"))
            try await place.unlock()
            try await place.add("shop/db", secret: #"{"user":"ann"}"#)
            let retry = try await place.sluice("retry")
            #expect(retry.words.contains("secret shop/db has no key 'password'"), "\(retry.words)")
        }
    }

    private static func filesWith(_ secret: String, below folder: URL) throws -> [String] {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (files?.compactMap { $0 as? URL } ?? []).filter { file in
            (try? Data(contentsOf: file))?.range(of: Data(secret.utf8)) != nil
        }.map(\.lastPathComponent)
    }
}

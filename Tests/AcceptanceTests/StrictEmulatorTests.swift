import Foundation
import Testing

/// Where the emulator checks what AWS checks: signatures, policies, the trust of roles, and that assets travel by TLS.
@Suite(
    "Stacks on AWS, strictly",
    .enabled(
        if: Emulator.python != nil && isProgram("openssl", "version"),
        "no openssl, or no ministack 1.5.33: set SLUICE_TEST_PYTHON to a Python that has it installed"),
    .timeLimit(.minutes(10)))
struct StrictEmulatorTests {
    @Test("A user of the account bootstraps, deploys through its roles and destroys; a wrong key is refused")
    func user() async throws {
        try await Workplace.project(StackProject().files) { place in
            let (certificate, key) = try await place.certificate("aws", for: "DNS:localhost,IP:127.0.0.1")
            let settings = [
                "AUTH": "true", "USE_SSL": "1", "MINISTACK_SSL_CERT": certificate, "MINISTACK_SSL_KEY": key,
                "TMPDIR": place.folder.path,
            ]
            try await place.emulating(settings: settings) { aws in
                var aws = aws.merging(["AWS_CA_BUNDLE": certificate]) { $1 }
                aws.merge(try await place.administrator(by: aws)) { $1 }
                for line in ["bootstrap --yes", "deploy shop --yes", "destroy shop --yes"] {
                    let command = try await place.sluice("--endpoint", "aws", "-c", line, with: aws)
                    #expect(command.exitCode == 0, "\(command.words)")
                }
                aws["AWS_SECRET_ACCESS_KEY"] = "wrong"
                let refused = try await place.sluice("--endpoint", "aws", "-c", "deploy shop --yes", with: aws)
                #expect(refused.exitCode == 1, "\(refused.words)")
                #expect(refused.errors.contains("SignatureDoesNotMatch"), "\(refused.words)")
                #expect(refused.errors.contains("GetCallerIdentity in us-east-1"), "\(refused.words)")
            }
        }
    }
}

extension Workplace {
    /// The keys of a new user who may do everything: the emulator never checks those of its root.
    fileprivate func administrator(by aws: [String: String]) async throws -> [String: String] {
        let script = """
            import botocore.session, json
            iam = botocore.session.get_session().create_client("iam", region_name="us-east-1")
            iam.create_user(UserName="dev")
            iam.attach_user_policy(UserName="dev", PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")
            key = iam.create_access_key(UserName="dev")["AccessKey"]
            print(json.dumps({"AWS_ACCESS_KEY_ID": key["AccessKeyId"], "AWS_SECRET_ACCESS_KEY": key["SecretAccessKey"]}))
            """
        let made = try await Command.run(
            URL(filePath: "/usr/bin/env"), [Emulator.python ?? "python3", "-c", script], in: folder,
            environment: environment.merging(aws) { $1 })
        guard made.exitCode == 0 else { throw SetupFailure(words: made.words) }
        return try JSONDecoder().decode([String: String].self, from: Data(made.output.utf8))
    }
}

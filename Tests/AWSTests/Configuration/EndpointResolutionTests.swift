import Foundation
import TestSupport
import Testing

@testable import AWS

/// Regions and addresses, beside botocore's.
@Suite(.timeLimit(.minutes(10))) struct EndpointResolutionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var config = ""
        var environment: [String: String] = [:]
        var region = "eu-west-1"
        var testDescription: String { "\(environment) \(config) \(region)" }
    }

    static let cases =
        [
            "us-east-1", "eu-central-2", "cn-north-1", "us-gov-west-1", "us-iso-east-1", "us-isob-east-1",
            "eusc-de-east-1",
        ]
        .map { Case(region: $0) } + [
            Case(environment: ["AWS_ENDPOINT_URL": "http://localhost:4566"]),
            Case(environment: ["AWS_ENDPOINT_URL": "http://all", "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS": "http://logs"]),
            Case(config: "[default]\nendpoint_url = http://file\n"),
            Case(config: "[default]\nendpoint_url = http://file\n", environment: ["AWS_ENDPOINT_URL": "http://all"]),
            Case(
                config: "[default]\nendpoint_url = http://file\nservices = here\n[services here]\n"
                    + "cloudwatch_logs =\n  endpoint_url = http://logs\nsecrets_manager =\n  endpoint_url = http://sm\n"
            ),
            Case(
                config: "[default]\nignore_configured_endpoint_urls = true\n",
                environment: ["AWS_ENDPOINT_URL": "http://all"]),
            Case(environment: ["AWS_ENDPOINT_URL": "http://all", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "TRUE"]),
        ]

    static let services: [(name: String, service: AWSService)] = [
        ("cloudformation", .cloudFormation), ("codebuild", .codeBuild), ("codeconnections", .codeConnections),
        ("codepipeline", .codePipeline), ("codestar-connections", .codeStarConnections), ("ecr", .ecr),
        ("logs", .logs), ("secretsmanager", .secretsManager), ("ssm", .ssm), ("sso", .sso), ("sso-oidc", .ssoOIDC),
        ("sts", .sts),
    ]

    private static let script = """
        import sys, botocore.session, os
        session = botocore.session.Session()
        for name in sys.argv[2:]:
            client = session.create_client(name, region_name=sys.argv[1], aws_access_key_id='a', aws_secret_access_key='b')
            print(name, client.meta.endpoint_url.rstrip('/'))
        """

    @Test(.enabled(if: Botocore.isInstalled, "no python3 with botocore"), arguments: cases)
    func servicesAreWhereBotocoreFindsThem(_ example: Case) async throws {
        try await AWSHome.with(config: example.config, environment: example.environment) { home in
            let configuration = try AWSConfiguration(environment: home.environment)
            let ours = try Self.services.map { name, service in
                "\(name) \(try configuration.endpoint(of: service, region: example.region).absoluteString)"
            }
            let theirs = try Botocore.run(
                Self.script, home.environment, [example.region] + Self.services.map(\.name))
            #expect(ours.joined(separator: "\n") + "\n" == theirs)
        }
    }

    @Test func theRegionComesFromTheEnvironmentBeforeTheProfile() async throws {
        let config = "[default]\nregion = eu-west-3\n[profile bare]\noutput = json\n"
        let cases: [([String: String], String?, String?)] = [
            ([:], nil, "eu-west-3"), (["AWS_DEFAULT_REGION": "a-1"], nil, "a-1"),
            (["AWS_REGION": "b-1", "AWS_DEFAULT_REGION": "a-1"], nil, "b-1"), ([:], "bare", nil),
        ]
        for (environment, profile, region) in cases {
            try await AWSHome.with(config: config, environment: environment) { home in
                let configuration = try AWSConfiguration(environment: home.environment, profile: profile)
                #expect(configuration.region == region)
            }
        }
    }

    @Test func whatCanNotBeFollowedIsRefusedInWords() async throws {
        func refusal(_ environment: [String: String], region: String = "eu-west-1") async throws -> String {
            var sentence = ""
            try await AWSHome.with(environment: environment) { home in
                let configuration = try AWSConfiguration(environment: home.environment)
                let error = #expect(throws: AWSConfigurationError.self) {
                    try configuration.endpoint(of: .sts, region: region)
                }
                sentence = "\(try #require(error))"
            }
            return sentence
        }
        #expect(try await refusal(["AWS_USE_FIPS_ENDPOINT": "true"]).contains("AWS_ENDPOINT_URL_STS"))
        #expect(try await refusal(["AWS_ENDPOINT_URL": "localhost"]) == "AWS_ENDPOINT_URL is no http(s) address.")
        #expect(try await refusal([:], region: "evil.example.com/").contains("is no AWS region"))
    }
}

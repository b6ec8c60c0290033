import Foundation

/// AWS as far as a test says what it answers, where botocore's models say that AWS could.
struct Stubs {
    /// What points at them.
    let variables: [String: String]
    private let log: URL

    /// A Python that has botocore.
    static let python: String? = ["python3", Emulator.python].compactMap(\.self).first {
        isProgram($0, "-cimport botocore")
    }

    static let script = Emulator.launcher.deletingLastPathComponent().appending(path: "stubs.py")

    /// The operations that were asked for, in order.
    func operations() throws -> [String] { try requests().map { $0["operation"] as? String ?? "" } }

    /// The last input of an operation.
    func input(of operation: String) throws -> [String: Any] {
        try requests().last { $0["operation"] as? String == operation }?["input"] as? [String: Any] ?? [:]
    }

    private func requests() throws -> [[String: Any]] {
        try String(contentsOf: log, encoding: .utf8).split(separator: "\n").compactMap {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
    }

    /// - Parameter answers: by operation those to it, one after another, the last again and again; each as JSON.
    static func with(
        _ answers: [String: [String]], in place: Workplace, _ body: (Stubs) async throws -> Void
    ) async throws {
        let plan = answers.map { "\"\($0)\": [\($1.joined(separator: ", "))]" }.joined(separator: ", ")
        let log = place.folder.appending(path: "requests-\(UUID().uuidString).log")
        try Data().write(to: log)
        let (process, said) = try await place.start(
            URL(filePath: "/usr/bin/env"), [python ?? "python3", script.path, "{\(plan)}", log.path], untilItSays: ".",
            in: place.folder)
        defer {
            // It keeps nothing, and a test's thread may have signals blocked that it inherits.
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        guard let port = said.firstMatch(of: #/listening at (\d+)/#)?.1 else { throw SetupFailure(words: said) }
        let variables = [
            "AWS_ENDPOINT_URL": "http://127.0.0.1:\(port)", "AWS_ACCESS_KEY_ID": "AKIAEXAMPLE",
            "AWS_SECRET_ACCESS_KEY": "example", "AWS_REGION": "eu-west-1", "HOME": place.folder.path,
            "AWS_EC2_METADATA_DISABLED": "true", "AWS_MAX_ATTEMPTS": "2",
        ]
        try await body(Stubs(variables: variables, log: log))
    }
}

/// Answers of CodePipeline about one pipeline in which one stage has run.
enum StubAnswer {
    static let execution = "11111111-2222-4333-8444-555555555555"

    static func error(_ code: String, _ message: String = "No", status: Int = 400) -> String {
        #"{"error": "\#(code)", "message": "\#(message)", "status": \#(status)}"#
    }

    static func output(_ members: String) -> String { #"{"output": {\#(members)}}"# }

    static func pipeline(type: String) -> String {
        output(
            """
            "pipeline": {"name": "shop", "roleArn": "arn:aws:iam::123456789012:role/p", "version": 1,
              "pipelineType": "\(type)", "stages": []}
            """)
    }

    static func state(_ status: String) -> String {
        output(
            """
            "pipelineName": "shop", "pipelineVersion": 1, "stageStates": [{"stageName": "Build",
              "inboundTransitionState": {"enabled": true}, "actionStates": [{"actionName": "Unit",
                "latestExecution": {"actionExecutionId": "a1", "status": "\(status)"}}],
              "latestExecution": {"pipelineExecutionId": "\(execution)", "status": "\(status)"}}]
            """)
    }

    static func execution(_ status: String) -> String {
        output(
            """
            "pipelineExecution": {"pipelineName": "shop", "pipelineVersion": 1, "status": "\(status)",
              "pipelineExecutionId": "\(execution)", "artifactRevisions": [{"name": "Source", "revisionId":
                "aaaa111000000000000000000000000000000000", "revisionSummary": "Free delivery"}]}
            """)
    }

    /// The runs of a source and of a build.
    static func runs(_ status: String, _ message: String? = nil) -> String {
        let reason = message.map { #", "errorDetails": {"code": "JobFailed", "message": "\#($0)"}"# } ?? ""
        return output(
            """
            "actionExecutionDetails": [
              {"pipelineExecutionId": "\(execution)", "actionExecutionId": "a1", "stageName": "Build", "actionName": "Unit",
                "startTime": "2026-01-01T00:01:00Z", "lastUpdateTime": "2026-01-01T00:02:00Z", "status": "\(status)",
                "input": {"actionTypeId": {"category": "Build", "owner": "AWS", "provider": "CodeBuild", "version": "1"},
                  "configuration": {"ProjectName": "shop-unit"}, "region": "eu-west-1"},
                "output": {"executionResult": {"externalExecutionId": "shop-unit:1"\(reason)}}},
              {"pipelineExecutionId": "\(execution)", "actionExecutionId": "a0", "stageName": "Source",
                "actionName": "Main", "startTime": "2026-01-01T00:00:00Z", "lastUpdateTime": "2026-01-01T00:00:30Z",
                "status": "Succeeded", "input": {"actionTypeId": {"category": "Source", "owner": "AWS",
                  "provider": "CodeStarSourceConnection", "version": "1"}},
                "output": {"executionResult": {"externalExecutionId": "aaaa111000000000000000000000000000000000"}}}]
            """)
    }
}

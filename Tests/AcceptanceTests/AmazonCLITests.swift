import Foundation
import Testing

@Suite(
    "The AWS CLI against an engine", .timeLimit(.minutes(10)),
    .enabled(if: AmazonCLI.isInstalled, "no AWS CLI: pip install awscli"))
struct AmazonCLITests {
    @Test("It lists, copies, starts and watches a pipeline, and reads the log of its build")
    func pipelines() async throws {
        try await Workplace.project(simple) { place in
            #expect(try await place.sluice("deploy", "--yes").exitCode == 0)
            try await place.serving { exports in
                let aws = AmazonCLI(place: place, exports: exports)
                #expect(try await names(aws) == ["shop"])
                var copy = try await declaration(aws)
                copy["name"] = "copy"
                try await aws("codepipeline", "create-pipeline", input: ["pipeline": copy])
                #expect(try await names(aws) == ["copy", "shop"])
                try await aws("codepipeline", "delete-pipeline", "--name", "copy")
                #expect(try await start(aws) == "Succeeded")
                let stages = try await aws("codepipeline", "get-pipeline-state", "--name", "shop")["stageStates"]
                let states = (stages as? [[String: Any]] ?? []).map {
                    ($0["latestExecution"] as? [String: Any])?["status"]
                }
                #expect(states as? [String] == ["Succeeded", "Succeeded"])
                try await readLog(of: try await builds(aws), aws)
            }
        }
    }

    @Test(
        "It tails the log of a build", .enabled(if: AmazonCLI.canTail, "only version 2 of the AWS CLI has `logs tail`"))
    func tail() async throws {
        try await Workplace.project(simple) { place in
            #expect(try await place.sluice("deploy", "--yes").exitCode == 0)
            try await place.serving { exports in
                let aws = AmazonCLI(place: place, exports: exports)
                #expect(try await start(aws) == "Succeeded")
                let logs = try #require(try await builds(aws).first?["logs"] as? [String: Any])
                let group = try #require(logs["groupName"] as? String)
                let tail = try await aws.run(["logs", "tail", group, "--since", "1d"])
                #expect(tail.exitCode == 0 && tail.output.contains("Entering phase BUILD"), "\(tail.words)")
            }
        }
    }

    @Test("A job worker made of it does an action's work")
    func worker() async throws {
        try await Workplace.project(simple) { place in
            #expect(try await place.sluice("deploy", "--yes").exitCode == 0)
            try await place.serving { exports in
                let aws = AmazonCLI(place: place, exports: exports)
                let type = ["category": "Build", "owner": "Custom", "provider": "Forge", "version": "1"]
                try await aws(
                    "codepipeline", "create-custom-action-type", "--category", "Build", "--provider", "Forge",
                    "--action-version", "1", "--input-artifact-details", "minimumCount=0,maximumCount=1",
                    "--output-artifact-details", "minimumCount=0,maximumCount=0")
                var pipeline = try await declaration(aws)
                var stages = try #require(pipeline["stages"] as? [[String: Any]])
                stages[1] = ["name": "Forge", "actions": [["name": "Forge", "actionTypeId": type] as [String: Any]]]
                pipeline["stages"] = stages
                try await aws("codepipeline", "update-pipeline", input: ["pipeline": pipeline])
                let id = try await aws("codepipeline", "start-pipeline-execution", "--name", "shop")[
                    "pipelineExecutionId"]
                let job = try await job(type, aws)
                let (name, nonce) = (try #require(job["id"] as? String), try #require(job["nonce"] as? String))
                let status = try await aws("codepipeline", "acknowledge-job", "--job-id", name, "--nonce", nonce)
                #expect(status["status"] as? String == "InProgress")
                try await aws(
                    "codepipeline", "put-job-success-result", "--job-id", name, "--execution-details", "summary=forged")
                #expect(try await end(of: try #require(id as? String), aws) == "Succeeded")
            }
        }
    }

    @Test("StopBuild ends a build that runs, and its action with it")
    func stopBuild() async throws {
        try await Workplace.waiting { place, reached, _ in
            try await place.serving { exports in
                let aws = AmazonCLI(place: place, exports: exports)
                try await place.startAndReach(reached)
                let actions = try await aws("codepipeline", "list-action-executions", "--pipeline-name", "shop")
                let action = try #require((actions["actionExecutionDetails"] as? [[String: Any]])?.first)
                let result = (action["output"] as? [String: Any])?["executionResult"] as? [String: Any]
                let build = try #require(result?["externalExecutionId"] as? String)
                try await aws("codebuild", "stop-build", "--id", build)
                let execution = try #require(action["pipelineExecutionId"] as? String)
                #expect(try await end(of: execution, aws) == "Failed")
                let builds =
                    try await aws("codebuild", "batch-get-builds", "--ids", build)["builds"] as? [[String: Any]]
                #expect(builds?.first?["buildStatus"] as? String == "STOPPED")
                #expect(place.lines("ran") == ["wait"])
            }
        }
    }

    private func names(_ aws: AmazonCLI) async throws -> [String] {
        let pipelines = try await aws("codepipeline", "list-pipelines")["pipelines"] as? [[String: Any]]
        return (pipelines ?? []).compactMap { $0["name"] as? String }
    }

    private func declaration(_ aws: AmazonCLI) async throws -> [String: Any] {
        try #require(try await aws("codepipeline", "get-pipeline", "--name", "shop")["pipeline"] as? [String: Any])
    }

    private func start(_ aws: AmazonCLI) async throws -> String {
        let started = try await aws("codepipeline", "start-pipeline-execution", "--name", "shop")
        return try await end(of: try #require(started["pipelineExecutionId"] as? String), aws)
    }

    /// Asks until the execution has ended, as this API's clients must.
    private func end(of execution: String, _ aws: AmazonCLI) async throws -> String {
        while true {
            let answer = try await aws(
                "codepipeline", "get-pipeline-execution", "--pipeline-name", "shop", "--pipeline-execution-id",
                execution)
            let status = (answer["pipelineExecution"] as? [String: Any])?["status"] as? String
            if let status, status != "InProgress" { return status }
        }
    }

    /// The builds of the newest two executions, found as a person would find them.
    private func builds(_ aws: AmazonCLI) async throws -> [[String: Any]] {
        let answer = try await aws("codepipeline", "list-action-executions", "--pipeline-name", "shop")
        let details = answer["actionExecutionDetails"] as? [[String: Any]] ?? []
        let ids = details.filter { $0["stageName"] as? String == "Build" }.compactMap { detail in
            let output = detail["output"] as? [String: Any]
            return (output?["executionResult"] as? [String: Any])?["externalExecutionId"] as? String
        }
        #expect(ids.count == 2)
        let builds = try await aws("codebuild", "batch-get-builds", input: ["ids": ids])["builds"]
        return try #require(builds as? [[String: Any]])
    }

    private func readLog(of builds: [[String: Any]], _ aws: AmazonCLI) async throws {
        #expect(builds.map { $0["buildStatus"] as? String } == ["SUCCEEDED", "SUCCEEDED"])
        let logs = try #require(builds.first?["logs"] as? [String: Any])
        let group = try #require(logs["groupName"] as? String)
        let found = try await aws(
            "logs", "filter-log-events", "--log-group-name", group, "--filter-pattern", "\"Entering phase BUILD\"",
            "--page-size", "3")
        let events = try #require(found["events"] as? [[String: Any]])
        #expect(Set(events.compactMap { $0["logStreamName"] as? String }).count == 2)
        let stream = try #require(logs["streamName"] as? String)
        let whole = try await lines(of: stream, in: group, aws)
        #expect(whole.first?.contains("Waiting for agent ping") == true)
        #expect(whole.contains { $0.contains("Entering phase BUILD") })
        #expect(whole.contains { $0.contains("Phase complete: BUILD State: SUCCEEDED") })
    }

    /// The whole log, a few lines at a time: its end is where the same token comes back.
    private func lines(of stream: String, in group: String, _ aws: AmazonCLI) async throws -> [String] {
        let words = [
            "logs", "get-log-events", "--log-group-name", group, "--log-stream-name", stream, "--start-from-head",
            "--limit", "20",
        ]
        var (lines, token): ([String], String?) = ([], nil)
        while true {
            let page = try await aws.run(words + (token.map { ["--next-token", $0] } ?? [])).json
            lines += (page["events"] as? [[String: Any]] ?? []).compactMap { $0["message"] as? String }
            let next = page["nextForwardToken"] as? String
            if next == token { return lines }
            token = next
        }
    }

    private func job(_ type: [String: String], _ aws: AmazonCLI) async throws -> [String: Any] {
        while true {
            let answer = try await aws("codepipeline", "poll-for-jobs", input: ["actionTypeId": type])
            if let job = (answer["jobs"] as? [[String: Any]])?.first { return job }
        }
    }
}

import Foundation
import Testing

/// The commands where AWS answers what no engine and no emulator does.
@Suite(
    "What only AWS answers", .enabled(if: Stubs.python != nil, "no Python with botocore"), .timeLimit(.minutes(10)))
struct StubbedAWSTests {
    private static let project = [
        "pipeline.yml": "pipeline: shop\nsource: main\nstages:\n  Build:\n    Unit: { buildspec: unit.yml }\n"
    ]

    /// Runs one line against these answers.
    private static func run(
        _ line: String, _ answers: [String: [String]], _ body: (Command, Stubs) async throws -> Void
    ) async throws {
        try await Workplace.project(project) { place in
            try await Stubs.with(answers, in: place) { stubs in
                let command = try await place.sluice("--endpoint", "aws", "-c", line, with: stubs.variables)
                #expect(!command.words.contains("599"), "\(command.words)")
                try await body(command, stubs)
            }
        }
    }

    @Test("Throttling is borne, and said where it does not end")
    func throttling() async throws {
        let refusal = StubAnswer.error("ThrottlingException", "Rate exceeded")
        let state = ["GetPipelineState": [refusal, StubAnswer.state("Succeeded")]]
        let runs = ["ListActionExecutions": [StubAnswer.runs("Succeeded")]]
        try await Self.run("stages", state.merging(runs) { $1 }) { command, stubs in
            #expect(command.exitCode == 0 && command.output.contains("Build"), "\(command.words)")
            let asked = try stubs.operations()
            #expect(asked.prefix(2) == ["GetPipelineState", "GetPipelineState"])
        }
        try await Self.run("stages", ["GetPipelineState": [refusal]]) { command, stubs in
            #expect(command.exitCode == 4, "\(command.words)")
            #expect(
                command.errors.hasSuffix(
                    "Rate exceeded\n  AWS lets no more calls through for now; try again later.\n"), "\(command.words)")
            let asked = try stubs.operations()
            #expect(asked.count == 2)
        }
    }

    @Test("Refusals name what was asked for, where, and with whose keys")
    func refusals() async throws {
        let denied =
            "User: arn:aws:iam::210987654321:user/ann is not authorized to perform: codepipeline:GetPipelineState"
        let answers = ["GetPipelineState": [StubAnswer.error("AccessDeniedException", denied, status: 400)]]
        try await Self.run("stages", answers) { command, _ in
            #expect(command.exitCode == 1, "\(command.words)")
            #expect(
                command.errors.hasSuffix("\(denied)\n  GetPipelineState in eu-west-1 with the environment\n"),
                "\(command.words)")
        }
        let expired = ["GetPipelineState": [StubAnswer.error("ExpiredTokenException", "The token has expired")]]
        try await Self.run("stages", expired) { command, _ in
            #expect(command.exitCode == 3, "\(command.words)")
            #expect(command.errors.contains("The credentials have expired: GetPipelineState"), "\(command.words)")
            #expect(command.errors.contains("AWS_SESSION_TOKEN"), "\(command.words)")
        }
    }

    /// CodeBuild's own sentence, as CodePipeline hands it on.
    private static func full(_ builds: Int) -> String {
        "Error calling startBuild: Cannot have more than \(builds) builds in queue for the account (Service: AWSCodeBuild; "
            + "Status Code: 400; Error Code: AccountLimitExceededException; Request ID: 1; Proxy: null)"
    }

    private static let failed = [
        "GetPipelineState": [StubAnswer.state("Failed")], "GetPipelineExecution": [StubAnswer.execution("Failed")],
    ]

    @Test("A full queue is explained; waiting for room ends when there is some, and is refused where none can come")
    func fullQueue() async throws {
        var answers = failed(full: 1)
        try await Self.run("watch", answers) { command, _ in
            #expect(command.exitCode == 1, "\(command.words)")
            #expect(command.words.contains("Nothing is wrong with your change"), "\(command.words)")
        }
        answers["GetPipelineExecution"] = [StubAnswer.execution("Failed"), StubAnswer.execution("Succeeded")]
        answers["ListActionExecutions"] = [StubAnswer.runs("Failed", Self.full(1)), StubAnswer.runs("Succeeded")]
        answers["RetryStageExecution"] = [StubAnswer.output(#""pipelineExecutionId": "\#(StubAnswer.execution)""#)]
        try await Self.run("retry --when-free", answers) { command, stubs in
            #expect(command.exitCode == 0 && command.words.contains("shop succeeded"), "\(command.words)")
            let mode = try stubs.input(of: "RetryStageExecution")["retryMode"] as? String
            #expect(mode == "FAILED_ACTIONS")
        }
        try await Self.run("retry --when-free", failed(full: 0)) { command, stubs in
            #expect(command.exitCode == 1, "\(command.words)")
            #expect(command.errors.contains("Concurrently running builds"), "\(command.words)")
            let asked = try stubs.operations()
            #expect(!asked.contains("RetryStageExecution"))
        }
    }

    private func failed(full builds: Int) -> [String: [String]] {
        var answers = Self.failed
        answers["ListActionExecutions"] = [StubAnswer.runs("Failed", Self.full(builds))]
        answers["ListPipelineExecutions"] = [
            StubAnswer.output(
                #""pipelineExecutionSummaries": [{"pipelineExecutionId": "\#(StubAnswer.execution)", "status": "Failed"}]"#
            )
        ]
        return answers
    }

    @Test(
        "A retry that cannot be becomes a new execution of the same revisions, once somebody has said yes",
        arguments: [
            (
                "StageNotRetryableException", "The pipeline structure changed after the stage was not completed",
                "structure"
            ),
            (
                "NotLatestPipelineExecutionException", "The stage has been entered by another execution",
                "newer execution"
            ),
        ])
    func newExecution(_ code: String, _ message: String, _ words: String) async throws {
        var answers = failed(full: 1)
        answers["RetryStageExecution"] = [StubAnswer.error(code, message)]
        answers["StartPipelineExecution"] = [StubAnswer.output(#""pipelineExecutionId": "\#(StubAnswer.execution)""#)]
        answers["GetPipeline"] = [StubAnswer.pipeline(type: "V2")]
        try await Self.run("retry --no-follow", answers) { command, stubs in
            #expect(command.exitCode == 3 && command.words.contains(words), "\(command.words)")
            let asked = try stubs.operations()
            #expect(!asked.contains("StartPipelineExecution"))
        }
        try await Self.run("retry --no-follow --yes", answers) { command, stubs in
            #expect(command.exitCode == 0, "\(command.words)")
            let revisions = try stubs.input(of: "StartPipelineExecution")["sourceRevisions"] as? [[String: String]]
            #expect(revisions?.map { $0["actionName"] } == ["Main"])
            #expect(revisions?.first?["revisionValue"]?.hasPrefix("aaaa111") == true)
        }
        answers["GetPipeline"] = [StubAnswer.pipeline(type: "V1")]
        try await Self.run("retry --no-follow --yes", answers) { command, stubs in
            #expect(command.exitCode == 0 && command.words.contains("is of the type V1"), "\(command.words)")
            let revisions = try stubs.input(of: "StartPipelineExecution")["sourceRevisions"]
            #expect(revisions == nil)
        }
    }

    @Test("What cannot be stopped, retried or entered is said in AWS's words, with what to do where that is known")
    func operations() async throws {
        var answers = failed(full: 1)
        answers["RetryStageExecution"] = [StubAnswer.error("StageNotRetryableException", "No failed actions")]
        try await Self.run("retry --no-follow", answers) { command, _ in
            #expect(command.exitCode == 1, "\(command.words)")
            #expect(
                command.errors.hasSuffix("No failed actions\n  `stages` shows what can be retried.\n"),
                "\(command.words)")
        }
        answers["GetPipelineState"] = [StubAnswer.state("InProgress")]
        answers["GetPipelineExecution"] = [StubAnswer.execution("InProgress")]
        answers["ListPipelineExecutions"] = [
            StubAnswer.output(
                #""pipelineExecutionSummaries": [{"pipelineExecutionId": "\#(StubAnswer.execution)", "status": "InProgress"}]"#
            )
        ]
        let message = "The pipeline execution is in a Stopping state and cannot be stopped again"
        answers["StopPipelineExecution"] = [StubAnswer.error("PipelineExecutionNotStoppableException", message)]
        try await Self.run("stop --yes", answers) { command, stubs in
            #expect(command.exitCode == 1 && command.errors.contains(message), "\(command.words)")
            let stopped = try stubs.input(of: "StopPipelineExecution")["pipelineExecutionId"] as? String
            #expect(stopped == StubAnswer.execution)
        }
        answers["StopPipelineExecution"] = [StubAnswer.output(#""pipelineExecutionId": "\#(StubAnswer.execution)""#)]
        for (line, isAbandoned) in [("stop --yes -r Late", false), ("stop --yes -r Late --abandon", true)] {
            try await Self.run(line, answers) { command, stubs in
                #expect(command.exitCode == 0, "\(command.words)")
                let input = try stubs.input(of: "StopPipelineExecution")
                #expect(input["abandon"] as? Bool == isAbandoned && input["reason"] as? String == "Late", "\(input)")
            }
        }
        answers["DisableStageTransition"] = [StubAnswer.error("StageNotFoundException", "No such stage")]
        try await Self.run("disable Build", answers) { command, _ in
            #expect(command.exitCode == 1 && command.errors.contains("No such stage"), "\(command.words)")
        }
    }

    @Test("CloudFormation's throttling and refusals are those of every service")
    func stacks() async throws {
        let identity = StubAnswer.output(
            #""Account": "123456789012", "Arn": "arn:aws:iam::123456789012:user/ann", "UserId": "AIDA""#)
        let throttled = StubAnswer.error("Throttling", "Rate exceeded")
        let answers = [
            "GetCallerIdentity": [identity],
            "DescribeStacks": [
                throttled, StubAnswer.error("AccessDenied", "ann may not describe stacks", status: 403),
            ],
        ]
        try await Self.run("events shop", answers) { command, stubs in
            #expect(command.exitCode == 1, "\(command.words)")
            #expect(
                command.errors.hasSuffix(
                    "ann may not describe stacks\n  DescribeStacks in eu-west-1 with the environment\n"),
                "\(command.words)")
            let asked = try stubs.operations()
            #expect(asked == ["GetCallerIdentity", "DescribeStacks", "DescribeStacks"])
        }
    }

    /// Role, bucket and connections of a stack's pipeline are known to the account alone: the app has stand-ins for them.
    @Test(
        "A CDK app's pipeline is started as its stack has made it, and whether it will update itself is said before",
        arguments: [
            ("Others", "UpdatePipeline will update PipelineStack and with it the pipeline, which starts again"),
            ("Environments", "UpdatePipeline will find nothing to change in PipelineStack."),
        ])
    func stacksOwnPipeline(_ deployed: String, _ words: String) async throws {
        try await Workplace.project(CDKProject().files) { place in
            let file = place.checkout.appending(path: "assembly/PipelineStack.template.json")
            let template = try String(contentsOf: file, encoding: .utf8).replacing("Environments", with: deployed)
            let answers = try Self.ofCDKPipeline(deployed: template)
            try await Stubs.with(answers, in: place) { stubs in
                let aws = stubs.variables.merging(["AWS_REGION": "us-east-1"]) { $1 }
                let deploy = try await place.sluice(
                    "--endpoint", "aws", "deploy", "--yes", "--no-follow", with: aws)
                #expect(deploy.exitCode == 0, "\(deploy.words)")
                #expect(deploy.words.contains(words), "\(deploy.words)")
                #expect(deploy.words.contains("structure is its stack's: `deploy PipelineStack`"), "\(deploy.words)")
                let asked = try stubs.operations()
                #expect(asked.last == "StartPipelineExecution")
                #expect(!asked.contains("UpdatePipeline"))
            }
        }
    }

    @Test(
        "A pipeline of the type V1 on AWS is started without a commit, and that is said",
        arguments: [("V1", true), ("V2", false)])
    func types(_ type: String, isUnbound: Bool) async throws {
        try await Workplace.project(CDKProject().files) { place in
            var answers = try Self.ofCDKPipeline(deployed: "{}")
            answers["GetPipeline"] = answers["GetPipeline"]?.map {
                $0.replacing(#""version": 1,"#, with: #""version": 1, "pipelineType": "\#(type)","#)
            }
            try await Stubs.with(answers, in: place) { stubs in
                let aws = stubs.variables.merging(["AWS_REGION": "us-east-1"]) { $1 }
                let deploy = try await place.sluice("--endpoint", "aws", "deploy", "--yes", "--no-follow", with: aws)
                #expect(deploy.exitCode == 0, "\(deploy.words)")
                #expect(deploy.words.contains("is of the type V1, and takes what main is at") == isUnbound)
                let revisions = try stubs.input(of: "StartPipelineExecution")["sourceRevisions"]
                #expect((revisions == nil) == isUnbound, "\(deploy.words)")
            }
        }
    }

    @Test("A CDK app's pipeline is made by its stack alone")
    func noPipelineYet() async throws {
        try await Workplace.project(CDKProject().files) { place in
            var answers = try Self.ofCDKPipeline(deployed: "{}")
            answers["GetPipeline"] = [StubAnswer.error("PipelineNotFoundException", "There is none")]
            try await Stubs.with(answers, in: place) { stubs in
                let aws = stubs.variables.merging(["AWS_REGION": "us-east-1"]) { $1 }
                let deploy = try await place.sluice("--endpoint", "aws", "deploy", "--yes", with: aws)
                #expect(deploy.exitCode == 2 && deploy.errors.contains("`deploy PipelineStack`"), "\(deploy.words)")
            }
        }
    }

    private static func ofCDKPipeline(deployed template: String) throws -> [String: [String]] {
        let body = String(decoding: try JSONEncoder().encode(template), as: UTF8.self)
        let source =
            #"{"name": "Code", "actionTypeId": {"category": "Source", "owner": "AWS", "provider": "CodeCommit", "version": "1"}}"#
        let build =
            #"{"name": "Synth", "actionTypeId": {"category": "Build", "owner": "AWS", "provider": "CodeBuild", "version": "1"}}"#
        return [
            "GetCallerIdentity": [
                StubAnswer.output(
                    #""Account": "123456789012", "Arn": "arn:aws:iam::123456789012:user/ann", "UserId": "AIDA""#)
            ],
            "GetPipeline": [
                StubAnswer.output(
                    """
                    "pipeline": {"name": "shop", "version": 1, "roleArn": "arn:aws:iam::123456789012:role/real",
                      "artifactStore": {"type": "S3", "location": "real-bucket"}, "stages": [
                        {"name": "Source", "actions": [\(source)]}, {"name": "Build", "actions": [\(build)]}]},
                    "metadata": {"pipelineArn": "arn:aws:codepipeline:us-east-1:123456789012:shop"}
                    """)
            ],
            "ListPipelineExecutions": [StubAnswer.output(#""pipelineExecutionSummaries": []"#)],
            "GetPipelineState": [StubAnswer.state("Succeeded")],
            "DescribeStacks": [
                StubAnswer.output(
                    """
                    "Stacks": [{"StackId": "arn:aws:cloudformation:us-east-1:123456789012:stack/PipelineStack/1",
                      "StackName": "PipelineStack", "StackStatus": "CREATE_COMPLETE", "CreationTime": "2026-01-01T00:00:00Z"}]
                    """)
            ],
            "GetTemplate": [StubAnswer.output("\"TemplateBody\": \(body)")],
            "StartPipelineExecution": [StubAnswer.output(#""pipelineExecutionId": "\#(StubAnswer.execution)""#)],
        ]
    }
}

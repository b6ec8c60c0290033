import Deployment
import Foundation
import PipelineAPI
import PipelineEngine
import TestSupport
import Testing

@testable import ActionProviders

@Suite("Stacks that builds deploy by themselves")
struct StackOfBuildTests {
    private static func input(
        _ stack: String = "shop", account: String = "123456789012", region: String = "us-east-1",
        execution: ExecutionID? = ExecutionID("5a5f0d0e-9a9c-4a55-9d8b-0c8f6e1d2b3a")
    ) -> RehearseStack.Input {
        RehearseStack.Input(
            build: BuildID("shop:1"), pipelineName: PipelineName("shop").preflight, pipelineExecutionId: execution,
            stackName: stack, account: account, region: region, roleArn: nil,
            templateBody: #"{"Resources": {"B": {"Type": "AWS::S3::Bucket"}}}"#)
    }

    private static func rehearse(_ input: RehearseStack.Input) async throws -> (summary: String, folders: [String]) {
        try await withScratchDirectory { folder in
            let stacks = RehearsedStacks(folder: folder.appending(path: "stacks"))
            let provider = CloudFormationDeploy(
                stacks: stacks, access: DeploymentAccess(environment: [:], keys: nil),
                memory: folder.appending(path: "memory"), drafts: folder)
            let output = try await provider.rehearse(
                input, settings: EngineSettings(), at: Date(timeIntervalSince1970: 0))
            let made = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "stacks").path)
            return (output.summary, made)
        }
    }

    @Test("One of a preflight is kept apart from what the real pipelines have rehearsed")
    func preflight() async throws {
        let (summary, folders) = try await Self.rehearse(Self.input())
        #expect(summary.hasPrefix("rehearsed creating shop: resources 1 added"), "\(summary)")
        #expect(folders == [".preflight"])
    }

    @Test("A stack in which the app leaves nothing is gone for the rehearsals after it")
    func emptied() async throws {
        try await withScratchDirectory { folder in
            let stacks = RehearsedStacks(folder: folder.appending(path: "stacks"))
            let provider = CloudFormationDeploy(
                stacks: stacks, access: DeploymentAccess(environment: [:], keys: nil),
                memory: folder.appending(path: "memory"), drafts: folder)
            var input = Self.input()
            input.pipelineName = "shop"
            var summaries: [String] = []
            for template in [input.templateBody, nil, nil] {
                input.templateBody = template
                summaries.append(
                    try await provider.rehearse(
                        input, settings: EngineSettings(), at: Date(timeIntervalSince1970: 0)
                    ).summary)
            }
            #expect(summaries.first?.hasPrefix("rehearsed creating shop") == true, "\(summaries)")
            #expect(
                summaries.dropFirst() == [
                    "rehearsed deleting it: the app leaves nothing in it", "has no resources, and is not deployed",
                ])
            let kept = await stacks.describe(.init(stackName: "shop"), account: "123456789012", region: "us-east-1")
            #expect(kept.rehearsal == nil)
        }
    }

    @Test(
        "What would become the name of another file is refused",
        arguments: [
            StackOfBuildTests.input("../shop"), StackOfBuildTests.input(account: "../.."),
            StackOfBuildTests.input(region: "a/../.."), StackOfBuildTests.input(execution: "../.."),
            StackOfBuildTests.input(execution: nil),
        ])
    func names(_ input: RehearseStack.Input) async throws {
        let error = await #expect(throws: APIError.self) { try await Self.rehearse(input) }
        #expect(error?.code == "ValidationException")
    }
}

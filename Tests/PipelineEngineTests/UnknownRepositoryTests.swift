import ActionProviders
import Foundation
import Git
import PipelineAPI
import PipelineEngine
import Testing

@Suite("A repository that the engine does not know", .timeLimit(.minutes(10)))
struct UnknownRepositoryTests {
    @Test("The action's error says what to write into the settings")
    func hint() async throws {
        try await withEngineScene { scene in
            let mirrors = GitMirrors(folder: scene.folder, command: GitCommand(environment: [:], caller: .engine))
            let engine = try await scene.open([
                GitSource(mirrors: mirrors, drafts: scene.folder), ScriptedProvider.succeeding,
            ])
            var source = StageDeclaration("Source", .source)
            source.actions[0].actionTypeId = ActionTypeID(
                category: .source, owner: .aws, provider: "CodeStarSourceConnection")
            source.actions[0].configuration = [
                "ConnectionArn": "arn:aws:codeconnections:us-east-1:123456789012:connection/1",
                "FullRepositoryId": "acme/shop", "BranchName": "main",
            ]
            let execution = try await engine.create(.of([source, .init("Build")]))
            try await engine.wait(for: .failed, of: execution)
            let error = try await engine.stage("Source")?.actionStates?.first?.latestExecution?.errorDetails
            #expect(error?.message?.hasSuffix(#"in the settings: "repositories": {"acme/shop": "URL"}"#) == true)
        }
    }
}

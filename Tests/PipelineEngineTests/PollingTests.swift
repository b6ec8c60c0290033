import ActionProviders
import Foundation
import PipelineAPI
import PipelineCore
import PipelineEngine
import Synchronization
import Testing

@Suite("Which sources the engine looks at by itself", .timeLimit(.minutes(10)))
struct PollingTests {
    private static func pipeline(_ polls: String?, name: PipelineName = "shop") -> PipelineDeclaration {
        var source = StageDeclaration("Source", .source)
        source.actions[0].actionTypeId = ActionTypeID(category: .source, owner: .aws, provider: "S3")
        source.actions[0].configuration = ["S3Bucket": "inbox", "S3ObjectKey": "shop.zip"]
        source.actions[0].configuration?["PollForSourceChanges"] = polls
        return .of([source, .init("Build")], name: name)
    }

    @Test("Those that ask for it, and those that say nothing where the settings say so")
    func wishes() async throws {
        for byDefault in [false, true] {
            var settings = EngineSettings()
            settings.polling.byDefault = byDefault
            try await withEngineScene(settings: settings) { scene in
                let engine = try await scene.open()
                for (name, polls) in [("a", "true"), ("b", nil), ("c", "false")] as [(PipelineName, String?)] {
                    _ = try await engine.createPipeline(.init(pipeline: Self.pipeline(polls, name: name)))
                }
                #expect(await engine.polledObjects().map(\.pipeline) == (byDefault ? ["a", "b"] : ["a"]))
                #expect(await engine.describeEngine(version: "1").polledObjects == ["s3://inbox/shop.zip"])
                #expect(try await engine.getPipeline(.init(name: "a")).metadata?.pollingDisabledAt == nil)
                _ = try await engine.deletePipeline(.init(name: "a"))
                #expect(await engine.polledObjects().map(\.pipeline) == (byDefault ? ["b"] : []))
            }
        }
    }

    @Test("One that has not run for 30 days is looked at no more, and says so, until it runs")
    func idle() async throws {
        // Between two looks at this clock lie ten days.
        try await withEngineScene(secondsBetweenLooks: 10 * 86_400) { scene in
            let engine = try await scene.open()
            _ = try await engine.createPipeline(.init(pipeline: Self.pipeline("true")))
            var disabled: Date?
            for _ in 0..<10 where disabled == nil {
                disabled = try await engine.getPipeline(.init(name: "shop")).metadata?.pollingDisabledAt
            }
            let start = try await engine.listPipelineExecutions(.init(pipelineName: "shop"))
                .pipelineExecutionSummaries?.first?.startTime
            #expect(disabled == start?.addingTimeInterval(30 * 86_400) && disabled != nil)
            #expect(await engine.polledObjects().isEmpty)
            let told = Mutex(0)
            await engine.setSourceHandler { told.withLock { $0 += 1 } }
            _ = try await engine.start()
            #expect(told.withLock(\.self) == 1)
        }
    }

    @Test("One push is one execution, however many sources of the pipeline it means")
    func twins() async throws {
        try await withEngineScene { scene in
            let desk = RunDesk()
            var provider = ScriptedProvider.at(desk)
            let codeCommit = ActionTypeID(category: .source, owner: .aws, provider: "CodeCommit")
            provider.actionTypes.append(codeCommit)
            let engine = try await scene.open(provider)
            var source = StageDeclaration("Source", .source)
            source.actions = ["One", "Two", "Other"].map { name in
                var action = ActionDeclaration(ActionName(name), .source)
                action.actionTypeId = codeCommit
                action.configuration = ["RepositoryName": "shop", "BranchName": name == "Other" ? "old" : "main"]
                action.outputArtifacts = [OutputArtifact(name: ArtifactName(name))]
                return action
            }
            _ = try await engine.createPipeline(.init(pipeline: .of([source, .init("Build")])))
            for name in source.actions.map(\.name) { await desk.end(desk.next(name), .broken) }
            try await engine.wait(for: .failed)
            _ = try await engine.registerCheckout(
                .init(pipelineName: "shop", repository: "shop", remoteURL: "/srv/shop.git"))
            let sources = await engine.watchedSources().filter { $0.configuration.branch == "main" }
            #expect(sources.map(\.action) == ["One", "Two"])
            var started: [PushedExecution] = []
            for source in sources {
                let twins = sources.map(\.action).filter { $0 != source.action }
                started.append(try await engine.start(source, with: twins, at: "4d1b0ac5", ExecutionTrigger()))
            }
            #expect(started.map(\.wasThere) == [false, true] && Set(started.map(\.id)).count == 1)
            for (name, commit) in [("One", "4d1b0ac5"), ("Two", "4d1b0ac5"), ("Other", nil)] as [(ActionName, String?)]
            {
                #expect(await desk.next(name).revisionOverride?.revisionValue == commit)
            }
        }
    }

    @Test("A revision that somebody puts is fetched as what it is at its provider")
    func revisions() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            _ = try await engine.createPipeline(.init(pipeline: Self.pipeline("false")))
            let put = PutActionRevision.Input(
                pipelineName: "shop", stageName: "Source", actionName: "Source",
                actionRevision: ActionRevision(revisionId: "v2", revisionChangeId: "v2", created: .distantPast))
            let first = try await engine.putActionRevision(put)
            #expect(first.newRevision == true && first.pipelineExecutionId != nil)
            let again = try await engine.putActionRevision(put)
            #expect(again.newRevision == false && again.pipelineExecutionId == first.pipelineExecutionId)
            let runs = try await engine.listPipelineExecutions(.init(pipelineName: "shop"))
            #expect(runs.pipelineExecutionSummaries?.first?.trigger?.triggerType == .putActionRevision)
        }
    }
}

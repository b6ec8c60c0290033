import PipelineAPI
import PipelineCore
import PipelineEngine
import Synchronization
import Testing

@Suite("CodeBuild projects of pipelines", .timeLimit(.minutes(10)))
struct BuildProjectTests {
    private func register(_ projects: [BuildProject]?, for pipeline: PipelineName = "shop", at engine: Engine)
        async throws
    {
        _ = try await engine.registerCheckout(
            .init(
                pipelineName: pipeline, repository: "ada/shop", remoteURL: "/srv/shop.git", buildProjects: projects))
    }

    private let unit = BuildProject(
        name: "unit", buildspec: String(repeating: "#", count: 5000),
        environmentVariables: [.init(name: "TOKEN", value: "token", type: "SECRETS_MANAGER")], timeoutInMinutes: 7)

    @Test("An action finds the project of its own pipeline, also after the engine was gone")
    func projectsReachActions() async throws {
        let found = Mutex<[BuildProject?]>([])
        let provider = ScriptedProvider { start, context in
            let project = try? await context.buildProject("unit")
            if start.action.name == "Build" { found.withLock { $0.append(project) } }
            return .done
        }
        try await withEngineScene { scene in
            let first = try await scene.open()
            try await register([unit], at: first)
            try await register([BuildProject(name: "unit", buildspec: "other.yml")], for: "other", at: first)
            let engine = try await scene.open([provider])
            try await engine.wait(for: .succeeded, of: try await engine.create(.shop()))
        }
        #expect(found.withLock(\.self) == [unit])
    }

    @Test("A registration replaces the projects; one without projects leaves them")
    func registrationsReplace() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            try await register([unit, BuildProject(name: "old")], at: engine)
            try await register(nil, at: engine)
            #expect(try await engine.buildProjects(named: ["old", "none", "unit"]).map(\.name) == ["old", "unit"])
            try await register([unit], at: engine)
            #expect(try await engine.buildProjects(named: ["old", "unit"]) == [unit])
        }
    }

    @Test("Of projects with one name the last registered is shown, and a deleted pipeline's are gone")
    func sameNames() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            try await register([BuildProject(name: "unit", buildspec: "other.yml")], for: "other", at: engine)
            _ = try await engine.create(.shop())
            try await register([unit], at: engine)
            #expect(try await engine.buildProjects(named: ["unit"]) == [unit])
            _ = try await engine.deletePipeline(.init(name: "shop"))
            #expect(try await engine.buildProjects(named: ["unit"]).map(\.buildspec) == ["other.yml"])
        }
    }
}

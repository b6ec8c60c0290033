import AWS
import CloudFormation
import Foundation
import PipelineAPI
import Project

/// `cdk` as builds of a pipeline call it.
struct CDKTool {
    let tools: BuildTools
    let environment: [String: String]
    let directory: URL
    let say: @Sendable (String) -> Void

    /// Answers whether it is a command that is provided.
    func run(_ words: ToolWords) async throws -> Bool {
        if words.has("version") { say("\(AppEnvironment.toolVersion) (provided by sluice)") }
        switch words.words.first {
        case nil: return words.has("version")
        case "version": say("\(AppEnvironment.toolVersion) (provided by sluice)")
        case "synth", "synthesize": try await synthesize(words)
        case "ls", "list": try await synthesis(words).assembly.allStacks.forEach { say($0.shownName) }
        case "deploy": try await deploy(words)
        default: return false
        }
        return true
    }

    private func synthesize(_ words: ToolWords) async throws {
        say("[sluice] cdk synth: done by sluice, which runs the app")
        let synthesis = try await synthesis(words)
        try synthesis.check(telling: say)
        say("Successfully synthesized to \(synthesis.folder.path)")
    }

    private func synthesis(_ words: ToolWords) async throws -> Synthesis {
        var synthesizer = Synthesizer(
            folder: directory, environment: environment, account: tools.account, region: tools.region, memory: nil)
        let pairs = (words.options["context"] ?? []).map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        synthesizer.overrides = .init(
            app: words.value("app"), output: words.value("output"),
            context: Dictionary(pairs.map { ($0.first ?? "", $0.count > 1 ? $0[1] : "") }) { $1 })
        return try await synthesizer.synthesize(report: say)
    }

    /// Stacks with a pipeline update the engine's; others are rehearsed, and nothing is created.
    private func deploy(_ words: ToolWords) async throws {
        say("[sluice] cdk deploy: done by sluice, on the embedded engine; nothing is created on AWS")
        let synthesis = try await synthesis(words)
        let patterns = Array(words.words.dropFirst())
        let choice: CloudAssembly.Choice =
            words.has("all") ? .all : patterns.isEmpty ? .single : .matching(patterns)
        let selection = try synthesis.assembly.selecting(choice, exclusively: words.has("exclusively"))
        try synthesis.check(selection.stacks, telling: say)
        for stack in selection.stacks { try await deploy(stack, of: synthesis, adding: words.additions) }
    }

    private func deploy(
        _ stack: StackArtifact, of synthesis: Synthesis, adding additions: StackGoal.Additions
    ) async throws {
        let client = ServiceClient(endpoint: .unixSocket(tools.socket))
        let defaults = Project.Defaults(account: tools.account, region: tools.region)
        let project = try Project.load(
            stack, in: synthesis.directory, app: directory.appending(path: "cdk.json"), defaults: defaults)
        if let project {
            try await PipelineUpdate(client: client, tools: tools, project: project, say: say).apply()
        } else {
            let rehearsal = StackRehearsal(client: client, tools: tools, say: say)
            try await rehearsal.carryOut(stack, of: synthesis, adding: additions)
        }
    }
}

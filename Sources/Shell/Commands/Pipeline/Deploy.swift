import AWS
import ArgumentParser
import Git
import PipelineAPI
import Project

/// `deploy`: puts the pipeline in place and rolls the pushed commit out.
struct Deploy: ShellCommand {
    static let configuration = CommandConfiguration(
        abstract: "Roll out what was pushed, after a y/n.",
        discussion: """
            Shows what will change (the pipeline's structure, the commits that go out, the stages that run), asks, and \
            applies exactly that. Creates or updates the pipeline only when its declaration has changed.
            """)

    @Flag(help: "Return when the execution has started.")
    var noFollow = false

    @OptionGroup var common: CommonOptions

    func run(in context: CommandContext) async throws {
        let deployment = Deployment(
            context: context, loaded: try await context.loadProject(), client: try await context.client())
        for warning in deployment.loaded.project.warnings { context.console.note("warning: \(warning)") }
        var facts = try await deployment.facts()
        while true {
            let plan = DeployPlan(facts)
            if case .nothing(let reason) = plan.step {
                try await deployment.noteUnpushed(facts)
                return context.console.show("Nothing to deploy: \(reason)")
            }
            show(try await deployment.description(plan, facts), context)
            try await context.confirm("Deploy \(deployment.pipeline)?", common: common)
            let now = try await deployment.facts()
            // What is applied is what was shown.
            if now == facts || DeployPlan(now) == plan && now.head == facts.head { break }
            context.console.note("Something has moved since this was shown; this is how it is now:")
            facts = now
        }
        let execution = try await deployment.apply(DeployPlan(facts), facts)
        if context.isJSON(common) {
            return try context.console.show(
                json: StartPipelineExecution.Output(pipelineExecutionId: execution),
                encoder: WireFormat.encoder(pretty: true))
        }
        let following = Following(context: context, client: deployment.client, pipeline: deployment.pipeline)
        try await following.follow(execution, returnsAtOnce: noFollow)
    }

    /// Beside a JSON answer, what a person reads is only progress.
    private func show(_ lines: [String], _ context: CommandContext) {
        if !context.isJSON(common) { return context.console.show(lines) }
        for line in lines { context.console.note(line) }
    }
}

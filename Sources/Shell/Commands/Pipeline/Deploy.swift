import AWS
import ArgumentParser
import Deployment
import Git
import PipelineAPI
import Project

/// `deploy`: puts the pipeline in place and rolls the pushed commit out; `deploy STACK…`: deploys stacks of the CDK app.
struct Deploy: JSONCommand {
    static let configuration = CommandConfiguration(
        commandName: "deploy",
        abstract: "Roll out what was pushed, or stacks of a CDK app, after a y/n.",
        discussion: """
            Shows what will change (the pipeline's structure, the commits that go out, the stages that run), asks, and \
            applies exactly that. Creates or updates the pipeline only when its declaration has changed.

            With stacks of the CDK app: publishes their assets and brings them to where the app wants them on AWS, those \
            they need first included, as `cdk deploy` does. Names are construct paths or stack names, * and ? allowed.

            With --local the pipeline runs on the engine of this machine, which rehearses stacks, whatever the endpoint is.
            """)

    @Argument(help: ArgumentHelp("Stacks of the CDK app, to be deployed on AWS.", valueName: "stack"))
    var stacks: [String] = []

    @OptionGroup(title: "With stacks") var stackOptions: StackOptions

    @Flag(help: "Run the pipeline on this machine, also where --endpoint or --profile say AWS.")
    var local = false

    @Flag(help: "Return when the execution has started.")
    var noFollow = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var consent: ConsentOptions

    func validate() throws {
        if local, !stacks.isEmpty || stackOptions.all {
            throw ValidationError("--local runs the pipeline, and stacks that are named are deployed on AWS")
        }
    }

    func run(in context: CommandContext) async throws {
        if try await meansStacks(in: context) { return try await deployStacks(in: context) }
        guard stackOptions.isEmpty else {
            throw CommandFailure.usage("These options go with stacks, and none is named", hint: "`stacks` shows them.")
        }
        if local, context.localEngine != nil {
            context.console.note("On the local engine, where `sluice --endpoint local` looks at it afterwards.")
        }
        try await deployPipeline(in: local ? context.onThisMachine() : context)
    }

    /// Where some are named, and in an app without a pipeline, which has nothing else to deploy.
    private func meansStacks(in context: CommandContext) async throws -> Bool {
        if !stacks.isEmpty || stackOptions.all { return true }
        guard !local, context.deploysOnAWS, context.hasApp else { return false }
        return try await stackOptions.app.applied(to: context).appPipeline() == nil
    }

    private func deployStacks(in context: CommandContext) async throws {
        guard !context.isJSON(output) else {
            throw CommandFailure.usage("--json does not go with stacks: the answer is their outputs and ARNs")
        }
        let context = try stackOptions.app.applied(to: context)
        let sites = try await StackSites(context)
        sites.settings.noteUnheeded(at: context.console)
        let options = stackOptions.over(sites.settings)
        let rollout = StackRollout(context: context, sites: sites, options: options, consent: consent)
        let pipelines = try await sites.synthesis.held {
            let outlook = try await rollout.settle(stacks)
            let pipelines = noFollow ? nil : await StackPipelines(of: outlook, by: sites.sessions, in: context)
            try await rollout.carryOut(outlook)
            return pipelines
        }
        try await pipelines?.follow()
    }

    private func deployPipeline(in context: CommandContext) async throws {
        var (deployment, facts) = try await look(context)
        context.note(warningsOf: deployment.loaded.project)
        try check(deployment.loaded, in: context)
        while true {
            let plan = DeployPlan(facts)
            if case .nothing(let reason) = plan.step { return try await tell(reason, deployment, facts) }
            let description = try await deployment.description(plan, facts)
            for line in description { tell(line, context) }
            try await context.confirm("Deploy \(deployment.pipeline)?", consent: consent)
            let (later, now) = try await look(context)
            // What is applied is what was shown.
            if now.agree(with: facts) { break }
            context.console.note("Something has moved since this was shown; this is how it is now:")
            (deployment, facts) = (later, now)
        }
        let execution = try await deployment.apply(DeployPlan(facts), facts)
        if context.isJSON(output) {
            return try context.console.show(
                json: StartPipelineExecution.Output(pipelineExecutionId: execution),
                encoder: WireFormat.encoder(pretty: true))
        }
        let following = Following(context: context, client: deployment.client, pipeline: deployment.pipeline)
        if noFollow { return }
        // The execution that creating a pipeline starts takes what the branch is at then.
        if facts.current == nil, let head = facts.head { try await following.noteMoved(from: head, execution) }
        try await following.follow(execution)
    }

    /// Of a CDK app only the pipeline's own stack is deployed.
    private func check(_ loaded: LoadedProject, in context: CommandContext) throws {
        guard let synthesis = loaded.synthesis, let stack = loaded.project.stack else { return }
        try context.check(synthesis, for: [stack])
    }

    /// The project as its file is now, and everything else that a deployment depends on.
    private func look(_ context: CommandContext) async throws -> (Deployment, DeployFacts) {
        let deployment = Deployment(
            context: context, loaded: try await context.loadProject(), client: try await context.client())
        return (deployment, try await deployment.facts())
    }

    private func tell(_ reason: String, _ deployment: Deployment, _ facts: DeployFacts) async throws {
        let context = deployment.context
        try await deployment.noteUnpushed(facts)
        tell("Nothing to deploy: \(reason)", context)
        if context.isJSON(output) {
            try context.console.show(json: StartPipelineExecution.Output(), encoder: WireFormat.encoder(pretty: true))
        }
    }

    /// With `--json` the answer is the JSON alone.
    private func tell(_ line: String, _ context: CommandContext) {
        if context.isJSON(output) { context.console.note(line) } else { context.console.show(line) }
    }
}

import AWS
import ArgumentParser
import Deployment
import PipelineAPI
import Project

/// `preflight`: runs the pipeline on what is on the disk, before anything is committed or pushed.
struct Preflight: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "preflight",
        abstract: "Try the pipeline on the files as they are, before a commit.",
        discussion: """
            A throw-away pipeline on the local engine builds the files as they are and rehearses its CloudFormation \
            stacks. Nothing is committed, staged or deployed: approvals, deployments and what runs beside them are left \
            out, and named.
            """)

    @Flag(help: "Return when the execution has started.")
    var noFollow = false

    func run(in context: CommandContext) async throws {
        let client = try await context.client()
        guard case .unixSocket = client.endpoint else {
            throw CommandFailure.usage("`preflight` runs on the local engine only", hint: "Leave --endpoint out.")
        }
        let loaded = try await context.loadProject()
        context.note(warningsOf: loaded.project)
        if let synthesis = loaded.synthesis { try context.check(synthesis) }
        let plan = PreflightPlan(loaded.project.declaration)
        guard plan.declaration.stages.count > 1 else {
            throw CommandFailure.failed(
                "There is nothing to try: \(loaded.pipeline) builds and rehearses nothing before it deploys.")
        }
        context.console.note(
            "Runs \(plan.declaration.stages.map(\.name.rawValue).joined(separator: " → ")); nothing is deployed")
        if !plan.leftOut.isEmpty { context.console.note("left out: \(plan.leftOut.joined(separator: ", "))") }
        let run = PreflightRun(context: context, loaded: loaded, client: client, declaration: plan.declaration)
        let execution = try await run.start()
        let following = Following(context: context, client: client, pipeline: plan.declaration.name)
        if !noFollow { try await following.follow(execution) }
    }
}

import ArgumentParser
import CloudFormation
import Deployment
import Foundation
import PipelineAPI

/// `synth`: runs a CDK app.
struct Synth: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "synth",
        abstract: "Synthesise the CDK app, where something has changed.",
        discussion: """
            Runs what cdk.json says, as `cdk synth` does. The result holds until a file below the app's folder, \
            ~/.cdk.json or the environment changes.
            """)

    @Flag(help: "Run it in any case.")
    var fresh = false

    @OptionGroup var app: AppContextOptions

    func run(in context: CommandContext) async throws {
        let context = try app.applied(to: context)
        let synthesis = try await context.synthesis(fresh: fresh)
        try context.check(synthesis)
        let names = synthesis.assembly.allStacks.map { Untrusted.line($0.displayName) }.joined(separator: ", ")
        context.console.show(
            (synthesis.reason == nil ? "unchanged" : "synthesised") + " in \(synthesis.folder.path): \(names)")
        if let name = try await context.appPipeline()?.name { context.console.show("pipeline \(name)") }
    }
}

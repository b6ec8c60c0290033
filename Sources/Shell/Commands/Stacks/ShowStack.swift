import ArgumentParser
import CloudFormation
import Deployment

/// `template STACK`: the template as the app wrote it.
struct ShowTemplate: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "template", abstract: "Show the template of a stack.")

    @Argument(help: "The stack.")
    var stack: StackArgument

    func run(in context: CommandContext) async throws {
        let synthesis = try await context.synthesis()
        let content = try synthesis.directory.contents(of: stack.find(in: synthesis.assembly).templateFile)
        context.console.show(verbatim: [Untrusted.shown(String(decoding: content, as: UTF8.self))])
    }
}

/// `resources STACK`: what is in it.
struct ShowResources: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "resources", abstract: "Show the resources of a stack.")

    @Argument(help: "The stack.")
    var stack: StackArgument

    func run(in context: CommandContext) async throws {
        let (stack, template) = try await context.stack(stack)
        var table = Table(["RESOURCE", "TYPE", "CONSTRUCT"])
        for resource in template.evaluated(for: stack.context(context.place())).resources {
            let path = stack.constructs.shownPath(of: resource.logicalID) ?? ""
            table.add([resource.logicalID, resource.type, path].map(Untrusted.line))
        }
        context.console.show(rows: table.lines(context.console.style))
    }
}

/// `outputs STACK`: what it gives others.
struct ShowOutputs: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "outputs", abstract: "Show the outputs that a stack declares.",
        discussion: "What only AWS knows is replaced by a stand-in, and marked with ~.")

    @Argument(help: "The stack.")
    var stack: StackArgument

    func run(in context: CommandContext) async throws {
        let (stack, template) = try await context.stack(stack)
        let outputs = template.outputs(for: stack.context(context.place()))
        guard !outputs.isEmpty else { return context.console.show("\(stack.displayName) declares no outputs") }
        var table = Table(["OUTPUT", "", "VALUE", "EXPORT"])
        for output in outputs {
            let mark = output.assumptions.isEmpty ? "" : "~"
            table.add([output.key, mark, output.value, output.exportName ?? ""].map(Untrusted.line))
        }
        context.console.show(rows: table.lines(context.console.style))
    }
}

extension CommandContext {
    /// A stack of the app of this folder, and its template.
    fileprivate func stack(_ argument: StackArgument) async throws -> (StackArtifact, Template) {
        let synthesis = try await synthesis()
        let stack = try argument.find(in: synthesis.assembly)
        return (stack, try stack.template(reading: synthesis.directory.contents))
    }
}

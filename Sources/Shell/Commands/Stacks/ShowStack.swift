import AWS
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
        if let text = try await context.foreignTemplate(of: stack) {
            return context.console.show(verbatim: [Untrusted.shown(text)])
        }
        let synthesis = try await context.synthesis()
        let content = try synthesis.directory.contents(of: stack.find(in: synthesis.assembly).templateFile)
        context.console.show(verbatim: [Untrusted.shown(String(decoding: content, as: UTF8.self))])
    }
}

/// `resources STACK`: what is in it.
struct ShowResources: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "resources", abstract: "Show the resources of a stack.",
        discussion: "On AWS those that are deployed, of the CDK app's stacks and of any other of the account.")

    @Argument(help: "The stack.")
    var stack: StackArgument

    func run(in context: CommandContext) async throws {
        if let (site, there) = try await context.deployed(stack), let id = there.stackId {
            return context.console.show(
                rows: lines(try await site.client.listStackResources(id), of: site, in: context))
        }
        let (stack, template) = try await context.stack(stack)
        var table = Table(["RESOURCE", "TYPE", "CONSTRUCT"])
        for resource in template.evaluated(for: stack.context(context.place())).resources {
            let path = stack.constructs.shownPath(of: resource.logicalID) ?? ""
            table.add([resource.logicalID, resource.type, path].map(Untrusted.line))
        }
        context.console.show(rows: table.lines(context.console.style))
    }

    private func lines(_ resources: [StackResource], of site: StackSite, in context: CommandContext) -> [String] {
        var table = Table(["RESOURCE", "TYPE", "STATUS", "ID", "CONSTRUCT"])
        for resource in resources {
            let path = site.goal.templates.constructs.shownPath(of: resource.logicalResourceId) ?? ""
            table.add(
                [
                    resource.logicalResourceId, resource.resourceType, resource.resourceStatus.rawValue,
                    resource.physicalResourceId ?? "", path,
                ].map(Untrusted.line))
        }
        return table.lines(context.console.style)
    }
}

/// `outputs STACK`: what it gives others.
struct ShowOutputs: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "outputs", abstract: "Show the outputs of a stack.",
        discussion: """
            On AWS what it has given, also of a stack that is not the CDK app's. Here what it declares: what only AWS knows \
            is replaced by a stand-in, and marked with ~.
            """)

    @Argument(help: "The stack.")
    var stack: StackArgument

    func run(in context: CommandContext) async throws {
        if let (site, there) = try await context.deployed(stack) {
            return show(there.outputs ?? [], of: site.goal.shownName, in: context)
        }
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

    private func show(_ outputs: [AWS.StackOutput], of name: String, in context: CommandContext) {
        guard !outputs.isEmpty else { return context.console.show("\(name) has no outputs") }
        var table = Table(["OUTPUT", "VALUE", "EXPORT"])
        for output in outputs.sorted(by: { $0.outputKey < $1.outputKey }) {
            table.add([output.outputKey, output.outputValue, output.exportName ?? ""].map(Untrusted.line))
        }
        context.console.show(rows: table.lines(context.console.style))
    }
}

extension CommandContext {
    /// What is deployed of a stack; `nil` on this machine.
    fileprivate func deployed(_ argument: StackArgument) async throws -> (site: StackSite, stack: Stack)? {
        guard deploysOnAWS else { return nil }
        let site = try await StackFinder(self).find(argument)
        return (site, try await site.existing())
    }

    /// The template of a stack of the account that no app here speaks of.
    fileprivate func foreignTemplate(of argument: StackArgument) async throws -> String? {
        guard deploysOnAWS else { return nil }
        let site = try await StackFinder(self).find(argument)
        return site.goal.isKept ? try await site.client.getTemplate(site.goal.name) : nil
    }

    /// A stack of the app of this folder, and its template.
    fileprivate func stack(_ argument: StackArgument) async throws -> (StackArtifact, Template) {
        let synthesis = try await synthesis()
        let stack = try argument.find(in: synthesis.assembly)
        return (stack, try stack.template(reading: synthesis.directory.contents))
    }
}

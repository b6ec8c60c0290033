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
struct ShowResources: JSONCommand {
    static let configuration = CommandConfiguration(
        commandName: "resources", abstract: "Show the resources of a stack.",
        discussion: "On AWS those that are deployed, of the CDK app's stacks and of any other of the account.")

    @Argument(help: "The stack.")
    var stack: StackArgument

    @OptionGroup var output: OutputOptions

    private typealias Resource = StackJSON.Resources.Resource

    func run(in context: CommandContext) async throws {
        let (resources, constructs) = try await resources(context)
        if context.isJSON(output) {
            return try context.console.show(json: StackJSON.Resources(stackResourceSummaries: resources))
        }
        let columns =
            context.deploysOnAWS
            ? ["RESOURCE", "TYPE", "STATUS", "ID", "CONSTRUCT"] : ["RESOURCE", "TYPE", "CONSTRUCT"]
        var table = Table(columns)
        for resource in resources {
            let place = [resource.resourceStatus?.rawValue ?? "", resource.physicalResourceId ?? ""]
            table.add(
                ([resource.logicalResourceId, resource.resourceType] + (context.deploysOnAWS ? place : [])
                    + [constructs.shownPath(of: resource.logicalResourceId) ?? ""]).map(Untrusted.line))
        }
        context.console.show(rows: table.lines(context.console.style))
    }

    private func resources(_ context: CommandContext) async throws -> ([Resource], ConstructMetadata) {
        if let (site, there) = try await context.deployed(stack), let id = there.stackId {
            let resources = try await site.client.listStackResources(id)
            return (resources.map(Resource.init), site.goal.templates.constructs)
        }
        let (stack, template) = try await context.stack(stack)
        let resources = template.evaluated(for: stack.context(context.place())).resources
        return (resources.map { Resource(logicalResourceId: $0.logicalID, resourceType: $0.type) }, stack.constructs)
    }
}

extension StackJSON.Resources.Resource {
    fileprivate init(_ resource: StackResource) {
        self.init(
            logicalResourceId: resource.logicalResourceId, physicalResourceId: resource.physicalResourceId,
            resourceType: resource.resourceType, resourceStatus: resource.resourceStatus,
            resourceStatusReason: resource.resourceStatusReason)
    }
}

/// `outputs STACK`: what it gives others.
struct ShowOutputs: JSONCommand {
    static let configuration = CommandConfiguration(
        commandName: "outputs", abstract: "Show the outputs of a stack.",
        discussion: """
            On AWS what it has given, also of a stack that is not the CDK app's. Here what it declares: what only AWS knows \
            is replaced by a stand-in, and marked with ~.
            """)

    @Argument(help: "The stack.")
    var stack: StackArgument

    @OptionGroup var output: OutputOptions

    func run(in context: CommandContext) async throws {
        if let (site, there) = try await context.deployed(stack) {
            return try show(there, of: site.goal.shownName, in: context)
        }
        let (stack, template) = try await context.stack(stack)
        let outputs = template.outputs(for: stack.context(context.place()))
        if context.isJSON(output) {
            let declared = StackJSON.Outputs.Stack(
                stackName: stack.stackName, outputs: outputs.map(AWS.StackOutput.init))
            return try context.console.show(json: StackJSON.Outputs(stacks: [declared]))
        }
        guard !outputs.isEmpty else { return context.console.show("\(stack.displayName) declares no outputs") }
        var table = Table(["OUTPUT", "", "VALUE", "EXPORT"])
        for output in outputs {
            let mark = output.assumptions.isEmpty ? "" : "~"
            table.add([output.key, mark, output.value, output.exportName ?? ""].map(Untrusted.line))
        }
        context.console.show(rows: table.lines(context.console.style))
    }

    private func show(_ stack: Stack, of name: String, in context: CommandContext) throws {
        let outputs = stack.outputs ?? []
        if context.isJSON(output) {
            let deployed = StackJSON.Outputs.Stack(
                stackId: stack.stackId, stackName: stack.stackName, stackStatus: stack.stackStatus, outputs: outputs)
            return try context.console.show(json: StackJSON.Outputs(stacks: [deployed]))
        }
        guard !outputs.isEmpty else { return context.console.show("\(name) has no outputs") }
        var table = Table(["OUTPUT", "VALUE", "EXPORT"])
        for output in outputs.sorted(by: { $0.outputKey < $1.outputKey }) {
            table.add([output.outputKey, output.outputValue, output.exportName ?? ""].map(Untrusted.line))
        }
        context.console.show(rows: table.lines(context.console.style))
    }
}

extension AWS.StackOutput {
    /// As a stack declares it: what only AWS knows is a stand-in.
    fileprivate init(_ output: CloudFormation.StackOutput) {
        self.init(outputKey: output.key, outputValue: output.value, exportName: output.exportName)
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

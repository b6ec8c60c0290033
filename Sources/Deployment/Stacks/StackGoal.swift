import AWS
public import CloudFormation
public import Foundation

/// What a stack shall be: what the app synthesised, and what the person says on top.
public struct StackGoal: Sendable {
    public var name: String
    /// For people: the construct path, and the stack's name where it is another.
    public var shownName: String
    /// What lines of outputs begin with.
    public var outputPrefix: String
    public var environment: AWSEnvironment
    /// Its template, and those of nested stacks that lie in the assembly.
    public var templates: TemplateTree
    public var delivery: TemplateDelivery
    /// Those that are given; the others keep what they have.
    public var parameters: [String: String] = [:]
    /// `nil` leaves what is there.
    public var tags: [String: String]?
    /// `nil` leaves what is there.
    public var notificationARNs: [String]?
    /// `nil` leaves what is there.
    public var terminationProtection: Bool?
    /// Handed to CloudFormation, which works with it.
    public var executionRole: String?
    /// Whether what is there under the names of its resources, and belongs to no stack, becomes its own.
    public var adoptsExisting = false

    public var template: Template { templates.template }

    /// What a command line says of stacks in addition to the app.
    public struct Additions: Sendable, Hashable {
        /// By the name of the stack that alone is meant; `nil` for all that declare such a parameter.
        public var parameters: [String?: [String: String]] = [:]
        /// If there are any, in place of the app's.
        public var tags: [String: String] = [:]
        public var notificationARNs: [String] = []

        public init() {}
    }

    /// - Throws: `AssemblyError`, `TemplateError`.
    public init(
        _ stack: StackArtifact, files: AssemblyFiles, in current: AWSEnvironment, adding additions: Additions
    ) throws {
        let environment = stack.environment.resolved(current: current)
        self.init(
            name: stack.stackName, templates: try stack.templates(reading: files), in: environment,
            delivery: try TemplateDelivery(of: stack, template: files(stack.templateFile), in: environment))
        shownName = stack.shownName
        outputPrefix = stack.id
        let declared = Set(template.declaredParameters.map(\.name))
        let general = (additions.parameters[nil] ?? [:]).filter { declared.contains($0.key) }
        parameters = stack.parameters.merging(general) { $1 }
            .merging(additions.parameters[stack.stackName] ?? [:]) { $1 }
        tags = additions.tags.isEmpty ? stack.tags : additions.tags
        notificationARNs =
            additions.notificationARNs.isEmpty
            ? stack.notificationARNs : (stack.notificationARNs ?? []) + additions.notificationARNs
        terminationProtection = stack.terminationProtection
        executionRole = stack.roles.executionARN.map(environment.resolve)
    }

    /// A stack that no app speaks of: it shall be what it is.
    public init(keeping deployed: DeployedStack, in environment: AWSEnvironment) {
        self.init(
            name: deployed.stack?.stackName ?? "", templates: deployed.templates ?? TemplateTree(.empty),
            in: environment,
            delivery: .previous)
    }

    /// Whether no app speaks of it.
    public var isKept: Bool { delivery == .previous }

    init(name: String, templates: TemplateTree, in environment: AWSEnvironment, delivery: TemplateDelivery) {
        (self.name, shownName, outputPrefix) = (name, name, name)
        self.templates = templates
        self.environment = environment
        self.delivery = delivery
    }
}

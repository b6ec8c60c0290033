public import AWS
public import CloudFormation

/// What is deployed of a stack at one moment.
public struct DeployedStack: Sendable {
    /// `nil` if there is none.
    public var stack: Stack?
    /// Its template and those of its nested stacks; `nil` where nothing was created from one yet.
    public var templates: TemplateTree?

    public init(stack: Stack? = nil, templates: TemplateTree? = nil) {
        self.stack = stack
        self.templates = templates
    }

    /// Asks CloudFormation.
    ///
    /// - Parameter toCompare: reads the template too where nothing can be deployed over it now.
    public init(_ name: String, reading client: CloudFormationClient, toCompare: Bool = false) async throws {
        stack = try await client.describeStack(name)
        guard let stack else { return }
        let situation = Situation(of: stack.stackStatus)
        guard situation.hasTemplate || toCompare && situation.isInTheWay else { return }
        templates = try await Self.templates(of: stack.stackId ?? name, named: name, reading: client, depth: 1)
    }

    private static func templates(
        of id: String, named name: String, reading client: CloudFormationClient, depth: Int
    ) async throws -> TemplateTree {
        var tree = TemplateTree(try read(try await client.getTemplate(id), of: name))
        let nested = tree.template.nestedStacks
        guard !nested.isEmpty, depth < TemplateTree.depthLimit else { return tree }
        for resource in try await client.listStackResources(id) where nested.contains(resource.logicalResourceId) {
            guard let id = resource.physicalResourceId, !id.isEmpty else { continue }
            tree.nested[resource.logicalResourceId] = try await templates(
                of: id, named: id, reading: client, depth: depth + 1)
        }
        return tree
    }

    private static func read(_ text: String, of stack: String) throws -> Template {
        do throws(TemplateError) {
            return try Template(text)
        } catch {
            throw StackError.unreadableTemplate(stack: stack, reason: error.sentence)
        }
    }

    public var situation: Situation { stack.map { Situation(of: $0.stackStatus) } ?? .absent }

    /// What the status of a stack means for deploying it.
    public enum Situation: Sendable, Hashable {
        /// Not there, or only as the place of a change set that nobody executed.
        case absent
        case deployed
        /// Its creation failed; only deleting it is left.
        case failedCreation
        /// An operation failed and left it as it was then, as `--no-rollback` asks for.
        case paused
        /// Rolling back failed as well.
        case failedRollback
        case failedDeletion
        case busy

        public init(of status: StackStatus) {
            switch status {
            case .reviewInProgress, .deleteComplete: self = .absent
            case .rollbackComplete, .rollbackFailed: self = .failedCreation
            case .createFailed, .updateFailed: self = .paused
            case .updateRollbackFailed: self = .failedRollback
            case .deleteFailed: self = .failedDeletion
            case _ where status.isInProgress: self = .busy
            default: self = .deployed
            }
        }

        /// Whether nothing can be deployed over it as it is.
        public var isInTheWay: Bool { self == .busy || self == .failedDeletion }

        /// Whether the stack has a template that counts.
        public var hasTemplate: Bool {
            switch self {
            case .deployed, .paused, .failedRollback: true
            case .absent, .failedCreation, .failedDeletion, .busy: false
            }
        }
    }
}

public import AWS
public import CloudFormation

/// What is deployed of a stack at one moment.
public struct DeployedStack: Sendable {
    /// `nil` if there is none.
    public var stack: Stack?
    /// `nil` where nothing was created from one yet.
    public var template: Template?
    /// The templates of its nested stacks, by logical id.
    public var nestedTemplates: [String: Template] = [:]

    public init(stack: Stack? = nil, template: Template? = nil, nestedTemplates: [String: Template] = [:]) {
        self.stack = stack
        self.template = template
        self.nestedTemplates = nestedTemplates
    }

    /// Asks CloudFormation.
    ///
    /// - Parameter nested: the logical ids of the nested stacks that matter.
    public init(
        _ name: String, nested: Set<String> = [], reading client: CloudFormationClient
    ) async throws {
        stack = try await client.describeStack(name)
        guard let stack, Situation(of: stack.stackStatus).hasTemplate else { return }
        template = try Self.read(try await client.getTemplate(stack.stackId ?? name), of: name)
        guard !nested.isEmpty else { return }
        for resource in try await client.listStackResources(name) where nested.contains(resource.logicalResourceId) {
            guard let id = resource.physicalResourceId else { continue }
            nestedTemplates[resource.logicalResourceId] = try Self.read(try await client.getTemplate(id), of: id)
        }
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

        init(of status: StackStatus) {
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

        /// Whether the stack has a template that counts.
        var hasTemplate: Bool {
            switch self {
            case .deployed, .paused, .failedRollback: true
            case .absent, .failedCreation, .failedDeletion, .busy: false
            }
        }
    }
}

import AWS
import CloudFormation
import Deployment
import Foundation

/// What there really is where a stack is rehearsed, only looked at.
struct DeployedSight {
    /// Where that is, or why it could not be seen: what the rehearsal says of it.
    var words: String
    /// `nil` if it could not be seen: then the last rehearsal counts.
    var state: State?

    struct State {
        /// `nil` if there is no such stack.
        var stack: RehearsedStack.Deployed?
        var exports = ExportRegistry()
    }

    /// Asks for a stack and the exports of its account and region.
    ///
    /// - Throws: `StackRefusal` if the stack is in a state in which nothing can be deployed over it.
    static func look(at name: String, _ mode: StackAction.Mode, _ place: String, by client: CloudFormationClient)
        async throws -> State
    {
        let exports = try await client.listExports().map { export in
            (export.name, ExportRegistry.Export(value: export.value, stack: export.stackName))
        }
        var state = State(exports: ExportRegistry(exports: Dictionary(exports) { $1 }))
        guard let stack = try await client.describeStack(name) else { return state }
        let replaces = mode == .replaceOnFailure || mode == .deleteOnly
        if !replaces { try StackRefusal.check(stack, place) }
        guard DeployedStack.Situation(of: stack.stackStatus).hasTemplate else { return state }
        state.stack = RehearsedStack.Deployed(stack, template: try await client.getTemplate(stack.stackId ?? name))
        return state
    }
}

extension StackExport {
    /// arn:aws:cloudformation:REGION:ACCOUNT:stack/NAME/ID
    fileprivate var stackName: String {
        let parts = (exportingStackId ?? "").split(separator: "/")
        return parts.count > 1 ? String(parts[1]) : ""
    }
}

extension RehearsedStack.Deployed {
    /// As if it had been rehearsed just so.
    fileprivate init(_ stack: Stack, template: String) {
        self.template = template
        parameters = Dictionary((stack.parameters ?? []).map { ($0.parameterKey, $0.parameterValue ?? "") }) { $1 }
        tags = Dictionary((stack.tags ?? []).map { ($0.key, $0.value) }) { $1 }
        outputs = (stack.outputs ?? []).map {
            RehearsedStack.Output(key: $0.outputKey, value: $0.outputValue, exportName: $0.exportName)
        }
        imports = []
        time = stack.lastUpdatedTime ?? stack.creationTime ?? .distantPast
        run = ""
    }
}

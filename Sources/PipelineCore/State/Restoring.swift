public import Foundation
public import PipelineAPI

extension PipelineState {
    /// The state a store kept, put together again from its records.
    public init(
        restoring declaration: PipelineDeclaration, version: Int, created: Date, updated: Date, stages: [StageSlot],
        executions: [Execution], nextNumber: Int
    ) {
        self.declaration = declaration
        self.version = version
        self.created = created
        self.updated = updated
        self.stages = stages
        self.executions = Dictionary(executions.map { ($0.id, $0) }, uniquingKeysWith: { _, last in last })
        self.nextNumber = nextNumber
    }
}

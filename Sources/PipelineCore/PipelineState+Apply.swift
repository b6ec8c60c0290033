public import Foundation
public import PipelineAPI

extension PipelineState {
    /// A pipeline that was just declared, with nothing running.
    public init(declaration: PipelineDeclaration, time: Date) {
        fatalError("written by the core's author")
    }

    /// Takes the pipeline from this state to the next, and says what is to be done then.
    ///
    /// Throws a `Rejection` and changes nothing when the event is not allowed in this state.
    public mutating func apply(_ event: Event) throws(Rejection) -> [Effect] {
        fatalError("written by the core's author")
    }

    /// What `GetPipelineState` answers.
    public func stageStates() -> [StageState] {
        fatalError("written by the core's author")
    }
}

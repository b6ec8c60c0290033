public import PipelineAPI

extension SourceTrouble {
    /// What a person is told of it.
    public var line: String { Untrusted.line("the last look at \(source) failed: \(reason)") }
}

/// A request whose members have constraints that its type does not say.
public protocol Validated {
    /// Throws a `ValidationException` that names every fault.
    func validate() throws(APIError)
}

extension Validated {
    func check(_ body: (inout ShapeCheck) -> Void) throws(APIError) {
        var check = ShapeCheck()
        body(&check)
        if let error = ShapeCheck.error(check.violations) { throw error }
    }
}

extension DisableStageTransition.Input: Validated {
    public func validate() throws(APIError) {
        try check { $0.text(reason, .disabledReason, at: DeclarationPath().member("reason")) }
    }
}

extension StopPipelineExecution.Input: Validated {
    public func validate() throws(APIError) {
        try check { $0.text(reason, TextConstraint(length: 0...200), at: DeclarationPath().member("reason")) }
    }
}

extension PutApprovalResult.Input: Validated {
    public func validate() throws(APIError) {
        try check {
            $0.text(result.summary, TextConstraint(length: 0...512), at: DeclarationPath().member("result.summary"))
        }
    }
}

extension StartPipelineExecution.Input: Validated {
    public func validate() throws(APIError) {
        try check {
            $0.text(
                clientRequestToken, TextConstraint(length: 1...128, pattern: "[a-zA-Z0-9-]+"),
                at: DeclarationPath().member("clientRequestToken"))
            $0.count(sourceRevisions?.count, 0...50, at: DeclarationPath().member("sourceRevisions"))
            for (index, variable) in (variables ?? []).enumerated() {
                let path = DeclarationPath().member("variables").element(index)
                $0.text(variable.name, .variableName, at: path.member("name"))
                $0.text(variable.value, TextConstraint(length: 1...1000), at: path.member("value"))
            }
        }
    }
}

extension ListPipelines.Input: Validated {
    public func validate() throws(APIError) {
        try check { $0.number(maxResults, 1...1000, at: DeclarationPath().member("maxResults")) }
    }
}

extension ListPipelineExecutions.Input: Validated {
    public func validate() throws(APIError) {
        try check { $0.number(maxResults, 1...100, at: DeclarationPath().member("maxResults")) }
    }
}

extension ListActionExecutions.Input: Validated {
    public func validate() throws(APIError) {
        try check { $0.number(maxResults, 1...100, at: DeclarationPath().member("maxResults")) }
    }
}

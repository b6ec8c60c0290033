/// A request whose members have constraints that its type does not say.
public protocol Validated {
    /// Reports the constraints that its members break.
    func constrain(_ check: inout ShapeCheck)

    /// Throws what is wrong with a request whose members are all right; by default nothing is.
    func validateWhole() throws(APIError)
}

extension Validated {
    public func validateWhole() throws(APIError) {}

    /// Throws a `ValidationException` that names every fault, else what is wrong with the whole.
    public func validate() throws(APIError) {
        var check = ShapeCheck()
        constrain(&check)
        if let error = ShapeCheck.error(check.violations) { throw error }
        try validateWhole()
    }
}

extension ShapeCheck {
    mutating func pipeline(_ name: PipelineName, _ member: String = "pipelineName") {
        text(name.rawValue, .name, at: DeclarationPath().member(member))
    }

    mutating func stage(_ name: StageName?) {
        text(name?.rawValue, .name, at: DeclarationPath().member("stageName"))
    }

    mutating func execution(_ id: ExecutionID) {
        text(id.rawValue, .uuid, at: DeclarationPath().member("pipelineExecutionId"))
    }

    mutating func page(_ maxResults: Int?, _ range: ClosedRange<Int>, _ nextToken: String?) {
        number(maxResults, range, at: DeclarationPath().member("maxResults"))
        text(nextToken, .nextToken, at: DeclarationPath().member("nextToken"))
    }
}

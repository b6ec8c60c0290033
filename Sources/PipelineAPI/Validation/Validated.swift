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

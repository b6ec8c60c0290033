// The structure of a pipeline is judged where the custom action types are known.

extension CreatePipeline.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        check.declaration(pipeline)
        check.tags(tags)
    }

    public func validateWhole() throws(APIError) { try Tag.check(tags ?? []) }
}

extension UpdatePipeline.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) { check.declaration(pipeline) }
}

extension GetPipeline.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        check.pipeline(name, "name")
        check.number(version, 1...Int.max, at: DeclarationPath().member("version"))
    }
}

extension DeletePipeline.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) { check.pipeline(name, "name") }
}

extension GetPipelineState.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) { check.pipeline(name, "name") }
}

extension ListPipelines.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) { check.page(maxResults, 1...1000, nextToken) }
}

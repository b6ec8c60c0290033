extension CreatePipeline.Input: Validated {
    public func validate() throws(APIError) {
        try check { check in
            for (index, tag) in (tags ?? []).enumerated() {
                let path = DeclarationPath().member("tags").element(index)
                check.text(tag.key, TextConstraint(length: 1...128), at: path.member("key"))
                check.text(tag.value, TextConstraint(length: 0...256), at: path.member("value"))
            }
        }
        try pipeline.validateShape()
        try Tag.check(tags ?? [])
    }
}

extension UpdatePipeline.Input: Validated {
    public func validate() throws(APIError) { try pipeline.validateShape() }
}

extension GetPipeline.Input: Validated {
    public func validate() throws(APIError) {
        try check {
            $0.pipeline(name, "name")
            $0.number(version, 1...Int.max, at: DeclarationPath().member("version"))
        }
    }
}

extension DeletePipeline.Input: Validated {
    public func validate() throws(APIError) { try check { $0.pipeline(name, "name") } }
}

extension GetPipelineState.Input: Validated {
    public func validate() throws(APIError) { try check { $0.pipeline(name, "name") } }
}

extension ListPipelines.Input: Validated {
    public func validate() throws(APIError) { try check { $0.page(maxResults, 1...1000, nextToken) } }
}

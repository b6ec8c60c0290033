extension CreatePipeline.Input: Validated {
    public func validate() throws(APIError) {
        try check { check in
            for (index, tag) in (tags ?? []).enumerated() {
                let path = DeclarationPath().member("tags").element(index)
                check.text(tag.key, TextConstraint(length: 1...128), at: path.member("key"))
                check.text(tag.value, TextConstraint(length: 0...256), at: path.member("value"))
            }
        }
        try pipeline.validate()
        if let tags, tags.count > 50 {
            throw APIError(
                code: "TooManyTagsException", message: "A pipeline can have up to 50 tags; these are \(tags.count)")
        }
        if let tag = tags?.first(where: { $0.key.lowercased().hasPrefix("aws:") }) {
            throw APIError(
                code: "InvalidTagsException", message: "The tag key '\(tag.key)' begins with aws:, which is reserved")
        }
    }
}

extension UpdatePipeline.Input: Validated {
    public func validate() throws(APIError) { try pipeline.validate() }
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

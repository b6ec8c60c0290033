extension ShapeCheck {
    mutating func tags(_ tags: [Tag]?) {
        for (index, tag) in (tags ?? []).enumerated() {
            let path = DeclarationPath().member("tags").element(index)
            text(tag.key, TextConstraint(length: 1...128), at: path.member("key"))
            text(tag.value, TextConstraint(length: 0...256), at: path.member("value"))
        }
    }
}

extension ListTagsForResource.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) { check.page(maxResults, 1...100, nextToken) }
}

extension TagResource.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) { check.tags(tags) }
}

extension UntagResource.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        check.texts(tagKeys, 0...Int.max, TextConstraint(length: 1...128), at: DeclarationPath().member("tagKeys"))
    }
}

extension PutActionRevision.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        let path = DeclarationPath().member("actionRevision")
        check.pipeline(pipelineName)
        check.stage(stageName)
        check.text(actionName.rawValue, .name, at: DeclarationPath().member("actionName"))
        check.text(actionRevision.revisionId, .revision, at: path.member("revisionId"))
        check.text(
            actionRevision.revisionChangeId, TextConstraint(length: 1...100), at: path.member("revisionChangeId"))
    }
}

extension ListDeployActionExecutionTargets.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        check.text(pipelineName?.rawValue, .name, at: DeclarationPath().member("pipelineName"))
        check.page(maxResults, 1...100, nextToken)
        for (index, filter) in (filters ?? []).enumerated() {
            let path = DeclarationPath().member("filters").element(index)
            check.choice(filter.name, ["TARGET_STATUS"], at: path.member("name"))
            check.texts(
                filter.values, 0...Int.max, TextConstraint(length: 1...Int.max), at: path.member("values"))
        }
    }
}

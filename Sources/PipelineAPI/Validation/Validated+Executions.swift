extension StartPipelineExecution.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        let root = DeclarationPath()
        check.pipeline(name, "name")
        check.text(clientRequestToken, .clientRequestToken, at: root.member("clientRequestToken"))
        check.count(variables?.count, 1...50, at: root.member("variables"))
        for (index, variable) in (variables ?? []).enumerated() {
            let path = root.member("variables").element(index)
            check.text(variable.name, .variableName, at: path.member("name"))
            if variables?[..<index].contains(where: { $0.name == variable.name }) ?? false {
                check.report("Member must be unique", value: variable.name, at: path.member("name"))
            }
            check.text(variable.value, .variableValue, at: path.member("value"))
        }
        check.count(sourceRevisions?.count, 0...50, at: root.member("sourceRevisions"))
        for (index, revision) in (sourceRevisions ?? []).enumerated() {
            let path = root.member("sourceRevisions").element(index)
            check.text(revision.actionName.rawValue, .name, at: path.member("actionName"))
            check.text(revision.revisionValue, .revision, at: path.member("revisionValue"))
        }
    }
}

extension StopPipelineExecution.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        check.pipeline(pipelineName)
        check.execution(pipelineExecutionId)
        check.text(reason, .stopReason, at: DeclarationPath().member("reason"))
    }
}

extension GetPipelineExecution.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        check.pipeline(pipelineName)
        check.execution(pipelineExecutionId)
    }
}

extension ListPipelineExecutions.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        check.pipeline(pipelineName)
        check.page(maxResults, 1...100, nextToken)
        let stage = DeclarationPath().member("filter").member("succeededInStage").member("stageName")
        check.text(filter?.succeededInStage?.stageName?.rawValue, .name, at: stage)
    }
}

extension ListActionExecutions.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        check.pipeline(pipelineName)
        check.page(maxResults, 1...100, nextToken)
        check.filter(filter)
    }
}

extension ListRuleExecutions.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        check.pipeline(pipelineName)
        check.page(maxResults, 1...100, nextToken)
        check.filter(filter)
    }
}

extension ShapeCheck {
    fileprivate mutating func filter(_ filter: ActionExecutionFilter?) {
        let path = DeclarationPath().member("filter")
        text(filter?.pipelineExecutionId?.rawValue, .uuid, at: path.member("pipelineExecutionId"))
        text(
            filter?.latestInPipelineExecution?.pipelineExecutionId.rawValue, .uuid,
            at: path.member("latestInPipelineExecution").member("pipelineExecutionId"))
    }
}

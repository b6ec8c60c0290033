extension PipelineDeclaration {
    /// Every rule of CodePipeline that the declaration breaks: those of the shape (lengths, patterns, ranges), then
    /// those of the structure, as far as they concern members whose shape is right.
    ///
    /// - Parameter region: the pipeline's own region; without it, rules that need it are checked as far as the
    ///   regions of the actions alone allow.
    ///
    /// Source: CodePipeline API Reference (shapes), User Guide "Pipeline structure reference".
    public func violations(region: String? = nil) -> [Violation] {
        let shape = shapeViolations()
        let structure = structureViolations(region: region, ActionType.find).filter { violation in
            !shape.contains {
                $0.path.leads(to: violation.path) || violation.isOfAction && violation.path.leads(to: $0.path)
            }
        }
        return shape + structure
    }

    /// Throws what CodePipeline throws: all faults of the shape in one `ValidationException`, else the first fault of
    /// the structure.
    ///
    /// - Parameter type: what is known of an action's type; `nil` if there is none such.
    public func validate(
        region: String? = nil, type: (ActionTypeID) -> ActionType? = ActionType.find
    ) throws(APIError) {
        if let error = ShapeCheck.error(shapeViolations()) { throw error }
        if let first = structureViolations(region: region, type).first { throw first.error }
    }

    /// What breaks the rules that tie the parts of a pipeline together.
    private func structureViolations(region: String?, _ type: (ActionTypeID) -> ActionType?) -> [Violation] {
        stageViolations() + conditionViolations() + typeViolations() + regionViolations(own: region)
            + stages.indices.flatMap { actionViolations(ofStage: $0, type) }
            + ruleViolations() + artifactViolations() + namespaceViolations() + referenceViolations()
            + triggerViolations()
    }
}

extension Violation {
    /// Whether it is about one action, or something within it.
    fileprivate var isOfAction: Bool { path.steps.count >= 4 }
}

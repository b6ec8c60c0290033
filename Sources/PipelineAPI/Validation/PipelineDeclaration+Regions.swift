extension PipelineDeclaration {
    /// The region to check the pipeline against where it is to run in one: that one, or none if it was plainly made for
    /// another, as a pipeline is whose stores or whose actions are all elsewhere.
    public func checkedRegion(in region: String) -> String? {
        if let artifactStores { return artifactStores[region] == nil ? nil : region }
        return stages.flatMap(\.actions).contains { ($0.region ?? region) == region } ? region : nil
    }

    /// One store for a pipeline in one region, else one for each region; and who may act elsewhere.
    func regionViolations(own region: String?) -> [Violation] {
        storeViolations(own: region) + remoteActionViolations(own: region)
    }

    private func storeViolations(own region: String?) -> [Violation] {
        let root = DeclarationPath()
        let used = Set((stages.flatMap(\.actions).map(\.region) + ruleRegions + [region]).compactMap { $0 })
        guard (artifactStore == nil) != (artifactStores == nil) else {
            return [
                .structure(
                    "Pipeline must have exactly one of 'pipeline.artifactStore' and 'pipeline.artifactStores'",
                    at: root.member(artifactStore == nil ? "artifactStores" : "artifactStore"))
            ]
        }
        guard let artifactStores else {
            if used.count < 2 { return [] }
            return [
                .structure(
                    "Your pipeline contains actions in more than one region. Use 'pipeline.artifactStores' instead of "
                        + "'pipeline.artifactStore'", at: root.member("artifactStore"))
            ]
        }
        return used.sorted().filter { artifactStores[$0] == nil }.map {
            .structure(
                "Your pipeline must have an artifact store, such as an artifact bucket, for each region where you "
                    + "have an action. The following region is missing in 'pipeline.artifactStores': \($0).",
                at: root.member("artifactStores"))
        }
    }

    /// Rules take artifacts too.
    private var ruleRegions: [String?] {
        stages.flatMap(\.gates).flatMap(\.conditions).flatMap { $0.rules ?? [] }.map(\.region)
    }

    /// Sources and actions that are not AWS's run in the pipeline's own region.
    private func remoteActionViolations(own region: String?) -> [Violation] {
        guard let region else { return [] }
        return stages.enumerated().flatMap { stage, declaration in
            declaration.actions.enumerated()
                .filter { ($1.region ?? region) != region && ($1.isSource || $1.actionTypeId.owner != .aws) }
                .map { index, action in
                    .action(
                        "Action \(action.name) cannot be in another region than its pipeline (\(region)): only "
                            + "actions of AWS's that are no sources can",
                        at: .action(index, ofStage: stage).member("region"))
                }
        }
    }
}

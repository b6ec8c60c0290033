extension PipelineDeclaration {
    /// Throws a `ValidationException` for an override that no source action would look at ("Start a pipeline with a source
    /// revision override").
    public func check(_ overrides: [SourceRevisionOverride]) throws(APIError) {
        let sources = (stages.first?.actions ?? []).filter { $0.actionTypeId.category == .source }
        var seen: [ActionName: Set<SourceRevisionType>] = [:]
        for override in overrides {
            let (name, type) = (override.actionName, override.revisionType)
            guard let action = sources.first(where: { $0.name == name }) else {
                throw .validation("Pipeline '\(self.name)' has no source action '\(name)' to override a revision of")
            }
            guard type.fits(action.actionTypeId) else {
                throw .validation(
                    "A revision of the source action '\(name)' (\(action.actionTypeId.provider)) is not named by "
                        + type.rawValue)
            }
            if type == .s3ObjectKey, action.configuration?["AllowOverrideForS3ObjectKey"] != "true" {
                throw .validation("The source action '\(name)' does not say AllowOverrideForS3ObjectKey: true")
            }
            // Only a key and a version of an object go together.
            guard seen[name, default: []].insert(type).inserted else {
                throw .validation("The source action '\(name)' has two overrides of the type \(type.rawValue)")
            }
        }
    }
}

extension SourceRevisionType {
    /// Whether sources of a type have revisions of this kind. What a custom type has nobody knows but its worker.
    fileprivate func fits(_ type: ActionTypeID) -> Bool {
        if type.owner == .custom { return true }
        return switch type.provider {
        case "S3": self == .s3ObjectKey || self == .s3ObjectVersionID
        case "ECR": self == .imageDigest
        default: self == .commitID
        }
    }
}

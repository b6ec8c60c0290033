/// A push to a repository, as triggers look at it.
public struct GitPush: Sendable, Hashable {
    public enum Reference: Sendable, Hashable {
        case branch(String)
        case tag(String)
    }

    public var reference: Reference
    /// The paths that the push changes.
    public var paths: [String]

    public init(_ reference: Reference, paths: [String]) {
        self.reference = reference
        self.paths = paths
    }
}

extension PipelineDeclaration {
    /// The source action whose trigger a push fires; `nil` if it fires none.
    ///
    /// The filters of a trigger are alternatives; what one filter says must all hold (CodePipeline User Guide, "Add
    /// trigger with code push").
    public func sourceTriggered(by push: GitPush) -> ActionName? {
        (triggers ?? []).first { trigger in
            (trigger.gitConfiguration.push ?? []).contains { $0.accepts(push) }
        }?.gitConfiguration.sourceActionName
    }
}

extension GitPushFilter {
    fileprivate func accepts(_ push: GitPush) -> Bool {
        switch push.reference {
        case .tag(let name): return tags?.accepts(name) ?? false
        case .branch(let name):
            guard tags == nil || branches != nil else { return false }
            let isBranchMeant = branches?.accepts(name) ?? (filePaths != nil)
            // One file that is meant is enough, whatever else the push changes.
            return isBranchMeant && (filePaths.map { paths in push.paths.contains { paths.accepts($0) } } ?? true)
        }
    }
}

extension GitPatterns {
    /// An exclude beats an include; without includes all is included.
    fileprivate func accepts(_ text: String) -> Bool {
        if (excludes ?? []).contains(where: { GitGlob($0).matches(text) }) { return false }
        guard let includes, !includes.isEmpty else { return true }
        return includes.contains { GitGlob($0).matches(text) }
    }
}

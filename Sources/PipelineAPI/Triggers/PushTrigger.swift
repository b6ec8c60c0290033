/// A push to a repository, as triggers look at it.
public struct GitPush: Sendable, Hashable {
    public enum Reference: Sendable, Hashable {
        case branch(String)
        case tag(String)

        /// Reads a full name, such as `refs/heads/main`; `nil` for what is neither a branch nor a tag.
        public init?(fullName: String) {
            if fullName.hasPrefix(Self.branches) {
                self = .branch(String(fullName.dropFirst(Self.branches.count)))
            } else if fullName.hasPrefix(Self.tags) {
                self = .tag(String(fullName.dropFirst(Self.tags.count)))
            } else {
                return nil
            }
        }

        /// The full name, such as `refs/heads/main`.
        public var fullName: String {
            switch self {
            case .branch(let name): Self.branches + name
            case .tag(let name): Self.tags + name
            }
        }

        private static let branches = "refs/heads/"
        private static let tags = "refs/tags/"
    }

    public var reference: Reference
    /// The paths that the push changes.
    public var paths: [String]

    public init(_ reference: Reference, paths: [String]) {
        self.reference = reference
        self.paths = paths
    }
}

extension GitPushFilter {
    /// What a filter says must all hold (CodePipeline User Guide, "Add trigger with code push").
    package func accepts(_ push: GitPush) -> Bool {
        // One file that is meant is enough, whatever else the push changes.
        acceptsReference(push.reference)
            && (filePaths.map { paths in push.paths.contains { paths.accepts($0) } } ?? true)
    }

    /// Whether the branch or the tag is meant, whatever the push changes.
    func acceptsReference(_ reference: GitPush.Reference) -> Bool {
        switch reference {
        case .tag(let name): return tags?.accepts(name) ?? false
        case .branch(let name):
            guard tags == nil || branches != nil else { return false }
            return branches?.accepts(name) ?? (filePaths != nil)
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

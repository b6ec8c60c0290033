extension PipelineTriggerDeclaration {
    func check(_ check: inout ShapeCheck, at path: DeclarationPath) {
        let git = path.member("gitConfiguration")
        check.choice(providerType, ["CodeStarSourceConnection"], at: path.member("providerType"))
        check.text(gitConfiguration.sourceActionName.rawValue, .name, at: git.member("sourceActionName"))
        check.count(gitConfiguration.push?.count, 1...3, at: git.member("push"))
        for (index, filter) in (gitConfiguration.push ?? []).enumerated() {
            filter.check(&check, at: git.member("push").element(index))
        }
        check.count(gitConfiguration.pullRequest?.count, 1...3, at: git.member("pullRequest"))
        for (index, filter) in (gitConfiguration.pullRequest ?? []).enumerated() {
            filter.check(&check, at: git.member("pullRequest").element(index))
        }
    }
}

extension GitPushFilter {
    fileprivate func check(_ check: inout ShapeCheck, at path: DeclarationPath) {
        tags?.check(&check, .gitTagPattern, at: path.member("tags"))
        branches?.check(&check, at: path.member("branches"))
        filePaths?.check(&check, at: path.member("filePaths"))
    }
}

extension GitPullRequestFilter {
    fileprivate func check(_ check: inout ShapeCheck, at path: DeclarationPath) {
        check.count(events?.count, 1...3, at: path.member("events"))
        for (index, event) in (events ?? []).enumerated() {
            check.choice(event, ["OPEN", "UPDATED", "CLOSED"], at: path.member("events").element(index))
        }
        branches?.check(&check, at: path.member("branches"))
        filePaths?.check(&check, at: path.member("filePaths"))
    }
}

extension GitPatterns {
    fileprivate func check(
        _ check: inout ShapeCheck, _ pattern: TextConstraint = .gitPattern, at path: DeclarationPath
    ) {
        check.texts(includes, 1...8, pattern, at: path.member("includes"))
        check.texts(excludes, 1...8, pattern, at: path.member("excludes"))
    }
}

import CloudFormation
public import Foundation
public import PipelineAPI

/// The stacks that Deploy/CloudFormation actions rehearsed, one rehearsal after the other: each sees the exports of
/// those before it.
public actor RehearsedStacks {
    private let folder: URL

    /// - Parameter folder: holds what is kept; made when the first stack is rehearsed.
    public init(folder: URL) {
        self.folder = folder
    }

    /// Which stack, and on whose behalf.
    struct Target {
        var name: String
        var place: AWSEnvironment
        /// The execution, if it is a preflight's.
        var preflight: String?
        /// The run of the action: repeated after a crash, it changes nothing twice.
        var run: String
        var execution: String
        var time: Date
        /// What there really is; `nil` where nobody may look.
        var sight: DeployedSight?
    }

    /// Works out a change set, in place of one of that name.
    func replaceChangeSet(
        _ name: String, _ request: StackRequest, of target: Target
    ) throws -> RehearsalReport {
        let shelf = shelf(target)
        var stack = known(target) ?? RehearsedStack()
        let changeSet = try changeSet(request, over: stack, target)
        stack.changeSets[name] = RehearsedStack.ChangeSet(request)
        try shelf.store(stack, target.name, in: target.place)
        return RehearsalReport(changeSet, .changeSet(name), target)
    }

    /// Rehearses the execution of a change set. One that is gone, because it was executed, is made again.
    func executeChangeSet(_ name: String, of target: Target) throws -> RehearsalReport {
        let shelf = shelf(target)
        guard var stack = known(target), let changeSet = stack.changeSets[name] else {
            throw StackRefusal(
                code: "ChangeSetNotFoundException",
                message: "ChangeSet [\(name)] does not exist: nothing has rehearsed it for the stack '\(target.name)'. "
                    + "`retry --all` of the stage makes it again")
        }
        let isRepeated = stack.deployed?.run == target.run
        stack.changeSets[name]?.isExecuted = true
        // Whatever comes of it: a change set can be executed once.
        try shelf.store(stack, target.name, in: target.place)
        var report = try deploy(changeSet.request, stack, shelf, target)
        report.isMadeAgain = changeSet.isExecuted && !isRepeated
        return report
    }

    /// Rehearses a change without a change set of its own: CREATE_UPDATE and REPLACE_ON_FAILURE.
    func createOrUpdate(_ request: StackRequest, _ target: Target) throws -> RehearsalReport {
        let shelf = shelf(target)
        let stack = known(target) ?? RehearsedStack()
        return try deploy(request, stack, shelf, target)
    }

    /// Rehearses the deletion. Answers whether there was a stack.
    func delete(_ target: Target) throws -> Bool {
        let shelf = shelf(target)
        guard known(target)?.deployed != nil else { return false }
        try refuse(exports(target).problemsOfDeleting(stack: target.name).map(\.description))
        try shelf.store(RehearsedStack(deletedBy: target.execution), target.name, in: target.place)
        return true
    }

    func forgetPreflights(before time: Date) {
        StackShelf(folder: folder, preflight: nil).forgetPreflights(before: time)
    }

    /// What is kept of a stack, as clients ask for it.
    public func describe(_ input: DescribeRehearsal.Input, account: String, region: String) -> DescribeRehearsal.Output
    {
        let place = AWSEnvironment(account: input.account ?? account, region: input.region ?? region)
        let shelf = StackShelf(folder: folder, preflight: nil)
        guard StackAction.isStackName(input.stackName), Int(place.account) != nil, !place.region.contains("/"),
            let deployed = shelf.stack(input.stackName, in: place)?.deployed
        else { return DescribeRehearsal.Output() }
        return DescribeRehearsal.Output(
            rehearsal: .init(
                templateBody: deployed.template, nestedTemplates: deployed.nested, parameters: deployed.parameters,
                tags: deployed.tags,
                outputs: Dictionary(deployed.outputs.map { ($0.key, $0.value) }) { $1 }, time: deployed.time))
    }
}

extension RehearsedStacks {
    private func shelf(_ target: Target) -> StackShelf { StackShelf(folder: folder, preflight: target.preflight) }

    /// What is known of a stack: what was rehearsed last, or since this execution began, and before that what there really is.
    private func known(_ target: Target) -> RehearsedStack? {
        let rehearsed = shelf(target).stack(target.name, in: target.place)
        guard let state = target.sight?.state else { return rehearsed }
        var stack = rehearsed ?? RehearsedStack()
        if !stack.isMade(by: target.execution) { stack.deployed = state.stack }
        return stack
    }

    /// The same of what stacks export and import.
    private func exports(_ target: Target) -> ExportRegistry {
        let shelf = shelf(target)
        guard let state = target.sight?.state else { return shelf.exports(in: target.place) }
        return shelf.exports(in: target.place, over: state.exports) { $0.isMade(by: target.execution) }
    }

    /// - Throws: `StackRefusal` if CloudFormation would refuse it.
    private func changeSet(
        _ request: StackRequest, over stack: RehearsedStack, _ target: Target
    ) throws(StackRefusal) -> RehearsedChangeSet {
        let setting = RehearsedChangeSet.Setting(
            stackName: target.name, environment: target.place, exports: exports(target))
        let (result, problems): (RehearsedChangeSet, [String])
        do throws(TemplateError) {
            var deployment = try request.deployment()
            let changeSet = RehearsedChangeSet(
                of: deployment, over: try stack.deployed?.deployment(), in: setting,
                capabilities: request.acknowledged)
            deployment.parameters = changeSet.parameters.texts
            let nested = try RehearsedChangeSet.problems(
                ofNested: request.nested ?? [:], in: deployment, setting: setting, capabilities: request.acknowledged)
            let found = changeSet.problems.map(\.description) + nested.map { "nested stack \($0): \($1)" }
            (result, problems) = (changeSet, found)
        } catch {
            throw StackRefusal(code: "ValidationError", message: "Template format error: \(error.sentence)")
        }
        try refuse(problems)
        return result
    }

    private func deploy(
        _ request: StackRequest, _ stack: RehearsedStack, _ shelf: StackShelf, _ target: Target
    ) throws -> RehearsalReport {
        let changeSet = try changeSet(request, over: stack, target)
        var stack = stack
        stack.deletedBy = nil
        stack.deployed = RehearsedStack.Deployed(
            template: request.template, nested: request.nested, parameters: changeSet.parameters.texts,
            tags: request.tags,
            outputs: changeSet.outputs.map { .init(key: $0.key, value: $0.value, exportName: $0.exportName) },
            imports: changeSet.imports, time: target.time, run: target.run, execution: target.execution)
        try shelf.store(stack, target.name, in: target.place)
        return RehearsalReport(changeSet, .stack, target)
    }

    private func refuse(_ problems: [String]) throws(StackRefusal) {
        guard !problems.isEmpty else { return }
        throw StackRefusal(code: "ValidationError", message: problems.joined(separator: "\n"))
    }
}

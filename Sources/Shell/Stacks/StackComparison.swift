import AWS
import CloudFormation
import Deployment
import Foundation
import PipelineAPI

/// What deploying a stack would change.
enum StackComparison {
    /// Against what is deployed.
    case deployed(StackPlan)
    /// Against what the engine rehearsed last, where it deploys nothing; no time if that was never.
    case rehearsed(Rehearsed)

    struct Rehearsed {
        var stack: StackArtifact
        var difference: StackDifference
        var settings: [SettingChange]
        var time: Date?
        /// Whether nobody knows what its nested stacks were.
        var leavesNestedOut: Bool
        var isChange: Bool { time == nil || !difference.isEmpty || !settings.allSatisfy(\.isOpen) }
    }

    /// Whether deploying it would do anything.
    var isChange: Bool {
        switch self {
        case .deployed(let plan): plan.isNeeded && !plan.isOpen
        case .rehearsed(let rehearsed): rehearsed.isChange
        }
    }

    func lines(in context: CommandContext) -> [String] {
        let view = StackPlanView(on: context.console)
        switch self {
        case .deployed(let plan): return view.lines(plan)
        case .rehearsed(let rehearsed):
            let age = rehearsed.time.map { Elapsed.age($0, now: context.now()) }
            let against = age.map { "against its rehearsal \($0)" } ?? "never rehearsed: all of it is new"
            let changes = view.changes(rehearsed.difference) + view.lines(rehearsed.settings)
            return ["\(Untrusted.line(rehearsed.stack.shownName)), \(against)"]
                + (changes.isEmpty ? ["nothing would change"] : changes)
                + (rehearsed.leavesNestedOut ? ["", "What is in its nested stacks is not compared."] : [])
        }
    }
}

extension StackComparison.Rehearsed {
    fileprivate init(
        _ stack: StackArtifact, _ goal: StackGoal, over rehearsal: DescribeRehearsal.Rehearsal?
    ) throws {
        self.stack = stack
        time = rehearsal?.time
        var new = goal.templates
        leavesNestedOut = rehearsal.map { $0.nestedTemplates == nil && !new.nested.isEmpty } ?? false
        if leavesNestedOut { new.nested = [:] }
        difference = StackDifference(
            from: try rehearsal.map {
                TemplateTree(try Template($0.templateBody), nestedTexts: $0.nestedTemplates ?? [:])
            }, to: new)
        settings = SettingChange.between(
            parameters: rehearsal?.parameters ?? [:], tags: rehearsal?.tags ?? [:], goal)
    }
}

extension CommandContext {
    /// Compares stacks of the app with what is deployed where that is known: on AWS, or where the engine of this machine
    /// deploys or looks.
    ///
    /// - Parameter all: means all but those of stages.
    func comparisons(of names: [StackArgument], all: Bool) async throws -> [StackComparison] {
        if deploysOnAWS { return try await deployments(of: names, all: all, at: StackSites(self)) }
        let synthesis = try await synthesis()
        if let target = try await targetOfApp() {
            console.note("Against what is deployed \(target.place), with profile '\(Untrusted.line(target.profile))'.")
            let sites = try StackSites(self, try await roleSessions(for: target), synthesis)
            return try await deployments(of: names, all: all, at: sites)
        }
        var comparisons: [StackComparison] = []
        for stack in try synthesis.assembly.stacks(meantBy: names, all: all) {
            let goal = try StackGoal(
                stack, files: synthesis.directory.contents, in: place(), adding: StackGoal.Additions())
            comparisons.append(.rehearsed(try .init(stack, goal, over: await rehearsal(of: stack))))
        }
        return comparisons
    }

    private func deployments(
        of names: [StackArgument], all: Bool, at sites: StackSites
    ) async throws -> [StackComparison] {
        var comparisons: [StackComparison] = []
        for stack in try sites.synthesis.assembly.stacks(meantBy: names, all: all) {
            comparisons.append(.deployed(try await sites.site(of: stack).comparison()))
        }
        return comparisons
    }

    /// Where the engine of this machine deploys the pipeline of the app, or looks; `nil` if it only rehearses.
    private func targetOfApp() async throws -> DeploymentTarget? {
        guard deployments != nil, let pipeline = try await appPipeline()?.name else { return nil }
        return try await client().target(of: pipeline)
    }

    private func rehearsal(of stack: StackArtifact) async throws -> DescribeRehearsal.Rehearsal? {
        let place = stack.environment.resolved(current: place())
        let input = DescribeRehearsal.Input(
            stackName: stack.stackName, account: place.account, region: place.region)
        return try await client()(DescribeRehearsal.self, input).rehearsal
    }
}

extension CloudAssembly {
    /// The stacks that a person names to look at: a pattern means all that match, a beginning the only one that has it.
    fileprivate func stacks(meantBy names: [StackArgument], all: Bool) throws -> [StackArtifact] {
        if all { return try selecting(.all).stacks }
        var found: [StackArtifact] = []
        for name in names {
            let isPattern = name.text.contains { "*?{".contains($0) }
            let stacks =
                isPattern ? try selecting(.matching([name.text]), exclusively: true).stacks : [try name.find(in: self)]
            found += stacks.filter { !found.contains($0) }
        }
        return found
    }
}

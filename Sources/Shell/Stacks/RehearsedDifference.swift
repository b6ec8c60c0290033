import AWS
import CloudFormation
import Deployment
import PipelineAPI

/// What deploying a stack would change, against what the engine rehearsed last.
struct RehearsedDifference {
    let context: CommandContext
    let synthesis: Synthesis
    let stack: StackArtifact

    func lines() async throws -> [String] {
        let template = try stack.template(reading: synthesis.directory.contents)
        let rehearsal = try await rehearsal()
        let old = try rehearsal.map { try Template($0.templateBody) }
        let difference = StackDifference(
            from: old.map { TemplateTree($0) }, to: TemplateTree(template, constructs: stack.constructs))
        let age = rehearsal.map { Elapsed.age($0.time, now: context.now()) }
        let against = age.map { "against its rehearsal \($0)" } ?? "never rehearsed: all of it is new"
        let changes = StackPlanView(on: context.console).changes(difference)
        return ["\(Untrusted.line(stack.shownName)), \(against)"]
            + (changes.isEmpty ? ["nothing would change"] : changes)
    }

    private func rehearsal() async throws -> DescribeRehearsal.Rehearsal? {
        let place = stack.environment.resolved(current: context.place())
        let input = DescribeRehearsal.Input(
            stackName: stack.stackName, account: place.account, region: place.region)
        return try await context.client()(DescribeRehearsal.self, input).rehearsal
    }
}

import AWS
import CloudFormation
import Deployment
import PipelineAPI

/// What deploying a stack would change, against what the engine rehearsed last.
struct StackDifference {
    let context: CommandContext
    let synthesis: Synthesis
    let stack: StackArtifact

    func lines() async throws -> [String] {
        let template = try stack.template(reading: synthesis.directory.contents)
        let rehearsal = try await rehearsal()
        let old = try rehearsal.map { try Template($0.templateBody) }
        let difference = TemplateDifference(from: old, to: template)
        let security = SecurityDifference(from: old, to: template)
        let age = rehearsal.map { Elapsed.age($0.time, now: context.now()) }
        let against = age.map { "against its rehearsal \($0)" } ?? "never rehearsed: all of it is new"
        let texts = [security.text(constructPath: path), difference.text(constructPath: path)].filter { !$0.isEmpty }
        let changes =
            texts.isEmpty
            ? ["nothing would change"]
            : texts.joined(separator: "\n\n").split(
                separator: "\n", omittingEmptySubsequences: false
            ).map { Untrusted.line(String($0)) }
        return ["\(Untrusted.line(stack.shownName)), \(against)"] + changes.map { paint($0) }
    }

    private func rehearsal() async throws -> DescribeRehearsal.Rehearsal? {
        let place = stack.environment.resolved(current: context.place())
        let input = DescribeRehearsal.Input(
            stackName: stack.stackName, account: place.account, region: place.region)
        return try await context.client()(DescribeRehearsal.self, input).rehearsal
    }

    private func path(_ logicalID: String) -> String? { stack.constructs.shownPath(of: logicalID) }

    private func paint(_ line: String) -> String {
        let style = context.console.style
        if line.hasPrefix("[+]") { return style.paint(line, .green) }
        if line.hasPrefix("[-]") { return style.paint(line, .red) }
        return line
    }
}

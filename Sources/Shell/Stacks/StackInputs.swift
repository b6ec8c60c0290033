import CloudFormation
import Deployment

/// What a command line says of stacks, against the stacks that are meant: what CloudFormation would refuse after the
/// question is refused before it.
struct StackInputs {
    let additions: StackGoal.Additions
    let stacks: [(artifact: StackArtifact, template: Template)]

    init(_ additions: StackGoal.Additions, of selection: StackSelection, in synthesis: Synthesis) throws {
        self.additions = additions
        stacks = try selection.stacks.map { ($0, try $0.template(reading: synthesis.directory.contents)) }
    }

    /// - Throws: `CommandFailure.usage`.
    func check() throws(CommandFailure) {
        for (stack, values) in additions.parameters.sorted(by: { ($0.key ?? "") < ($1.key ?? "") }) {
            try checkParameters(values.keys.sorted(), of: stack)
        }
        for arn in additions.notificationARNs + stacks.flatMap({ $0.artifact.notificationARNs ?? [] })
        where arn.wholeMatch(of: #/arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]+(\.fifo)?/#) == nil {
            throw .usage("Notification arn \(Untrusted.line(arn)) is not a valid arn for an SNS topic")
        }
    }

    /// - Parameter stack: the only one that is meant; `nil` for any.
    private func checkParameters(_ names: [String], of stack: String?) throws(CommandFailure) {
        let meant = stacks.filter { stack == nil || $0.artifact.stackName == stack }
        if let stack, meant.isEmpty {
            let deployed = stacks.map(\.artifact.stackName).joined(separator: ", ")
            throw .usage(
                "--parameters names the stack '\(Untrusted.line(stack))', which is not deployed",
                hint: Untrusted.line("What is deployed: \(deployed)"))
        }
        let declared = Set(meant.flatMap(\.template.declaredParameters).map(\.name))
        guard let unknown = names.first(where: { !declared.contains($0) }) else { return }
        let place = meant.map { Untrusted.line($0.artifact.shownName) }.joined(separator: ", ")
        let known = declared.isEmpty ? "There are none." : "There are \(declared.sorted().joined(separator: ", "))."
        throw .usage("\(place): there is no parameter '\(unknown)'", hint: Untrusted.line(known))
    }
}

import AWS
import ArgumentParser
import CloudFormation
import Deployment

/// `drift STACK`: what was changed from elsewhere.
struct Drift: JSONCommand {
    static let configuration = CommandConfiguration(
        commandName: "drift",
        abstract: "Show what of a stack on AWS was changed past CloudFormation.",
        discussion: "A stack of the CDK app, or any of the account by its name.")

    @Argument(help: "The stack.")
    var stack: StackArgument

    @OptionGroup var output: OutputOptions

    func run(in context: CommandContext) async throws {
        let site = try await StackFinder(context).find(stack)
        let (client, name) = (site.client, site.goal.name)
        _ = try await site.existing()
        let id = try await client.detectStackDrift(name)
        let detection = try await PollingPace.stack.wait {
            try await client.describeStackDriftDetectionStatus(id)
        } until: {
            $0.hasEnded
        }
        guard !detection.hasFailed else {
            throw CommandFailure.failed(
                "The drift of \(name) could not be detected: \(detection.detectionStatusReason ?? "no reason was given")"
            )
        }
        let drifts = try await client.describeStackResourceDrifts(name, in: ["MODIFIED", "DELETED"])
        if context.isJSON(output) {
            try context.console.show(json: StackJSON.Drifts(stackResourceDrifts: drifts))
        } else if drifts.isEmpty {
            context.console.show("\(name) is as CloudFormation left it")
        } else {
            for drift in drifts { context.console.show(lines(drift, site.goal.templates.constructs)) }
        }
        if !drifts.isEmpty { throw CommandFailure.reported(exitCode: 1) }
    }

    private func lines(_ drift: StackResourceDrift, _ constructs: ConstructMetadata) -> [String] {
        let id = drift.logicalResourceId
        let place = constructs.shownPath(of: id).map { "\($0) (\(id))" } ?? id
        let head = "\(drift.stackResourceDriftStatus)  \(drift.resourceType)  \(place)"
        let differences = (drift.propertyDifferences ?? []).map {
            "  \($0.propertyPath): \($0.expectedValue) → \($0.actualValue)"
        }
        return ([head] + differences).map(Untrusted.line)
    }
}

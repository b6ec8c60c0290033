import AWS
import ArgumentParser
import CloudFormation
import Deployment

/// `drift STACK`: what was changed from elsewhere.
struct Drift: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "drift",
        abstract: "Show what of a stack on AWS was changed past CloudFormation.")

    @Argument(help: "The stack.")
    var stack: StackArgument

    func run(in context: CommandContext) async throws {
        let site = try await StackSites(context).site(of: stack)
        let (client, name) = (site.client, site.goal.name)
        let detection = try await ended(try await client.detectStackDrift(name), client)
        guard detection.detectionStatus != "DETECTION_FAILED" else {
            throw CommandFailure.failed(
                "The drift of \(name) could not be detected: \(detection.detectionStatusReason ?? "no reason was given")"
            )
        }
        let drifts = try await client.describeStackResourceDrifts(name, in: ["MODIFIED", "DELETED"])
        guard !drifts.isEmpty else { return context.console.show("\(name) is as CloudFormation left it") }
        for drift in drifts { context.console.show(lines(drift, site.goal.constructs)) }
        throw CommandFailure.reported(exitCode: 1)
    }

    private func ended(_ id: String, _ client: CloudFormationClient) async throws -> StackDriftDetection {
        var pace = PollingPace.stack
        while true {
            let detection = try await client.describeStackDriftDetectionStatus(id)
            if detection.detectionStatus != "DETECTION_IN_PROGRESS" { return detection }
            try await Task.sleep(for: pace.next(hasMoved: false))
        }
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

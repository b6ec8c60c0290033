import AWS
import PipelineAPI

extension PipelineName {
    /// The command that tries again what failed: a preflight is made anew from what is on the disk.
    var remedy: String { isPreflight ? "preflight" : "retry" }
}

/// Why an action failed, and what to do about it.
struct Failure: Equatable {
    var cause: String
    var advice: [String]

    /// The cause from the error's own words, and which command it was from the build's log.
    static func explain(
        _ run: ActionExecutionDetail, of pipeline: PipelineName?, _ client: ServiceClient
    ) async -> Failure {
        let remedy = pipeline?.remedy ?? "retry"
        let result = run.output?.executionResult
        let message = Untrusted.line(result?.errorDetails?.message ?? "no reason was given")
        if QueueLimit(message) != nil {
            return Failure(
                cause: shortened(message),
                advice: [
                    "Nothing is wrong with your change: there was no room in the build queue. `\(remedy)` when there is."
                ])
        }
        if run.isApproval { return Failure(cause: message, advice: []) }
        var cause = shortened(message)
        if let place = commandPlace(result?.errorDetails?.message) {
            cause += place
        } else if let build = run.buildID, let log = try? await BuildLog.fetch(client, build) {
            cause += log.failedCommandPlace
        }
        return Failure(
            cause: cause,
            advice: run.buildID != nil ? ["`logs \(run.path)` shows its log, `\(remedy)` runs it again."] : []
        )
    }

    /// ` (BUILD, command 2 of 3)`, where the service says so itself; AWS does not.
    private static func commandPlace(_ message: String?) -> String? {
        let message = message ?? ""
        guard let phase = message.firstMatch(of: #/ Phase: (\w+), Code: /#)?.1,
            let command = message.firstMatch(of: #/\nCommand (\d+) of (\d+): exit status /#)
        else { return nil }
        return " (\(phase), command \(command.1) of \(command.2))"
    }

    /// `COMMAND_EXECUTION_ERROR: npm test. Reason: exit status 1` out of CodeBuild's longer sentence; of a service's
    /// error what stands before its request ids.
    static func shortened(_ message: String) -> String {
        let pattern = #/^Build terminated with state: (\w+)\.(?: Phase: \w+, Code: ([^,]+), Message: (.*))?$/#
        guard let match = message.wholeMatch(of: pattern) else {
            return message.split(separator: " (Service:").first.map(String.init) ?? message
        }
        guard let code = match.2, let text = match.3 else { return "the build ended \(match.1)" }
        return "\(code): \(text.replacing("Error while executing command: ", with: ""))"
    }
}

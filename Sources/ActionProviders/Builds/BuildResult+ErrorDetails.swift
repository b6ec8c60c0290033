import PipelineAPI
import Runner

extension BuildResult {
    /// The failure in the words in which a pipeline action reports it, and, below them, what AWS leaves to be looked up:
    /// which command it was, how it ended, and the last it printed.
    var errorDetails: ErrorDetails {
        ErrorDetails(code: "JobFailed", message: ([sentence] + (failure?.commandLines ?? [])).joined(separator: "\n"))
    }

    /// What the person should know of a build although it failed nothing, such as a log that is not whole.
    var warningText: String? {
        warnings.isEmpty ? nil : String("Warning: \(warnings.joined(separator: "; "))".prefix(Self.summaryLimit))
    }

    /// The longest summary in CodePipeline's model (ExecutionSummary), in characters.
    private static let summaryLimit = 2048

    var sentence: String {
        let cause = failure.map { " Phase: \($0.phase.rawValue), Code: \($0.code), Message: \($0.message)" } ?? ""
        return "Build terminated with state: \(status.rawValue).\(cause)"
    }
}

extension BuildResult.Failure {
    /// At most so much of the output goes into an error, in characters; the log has the rest.
    private static let outputLimit = 2000

    fileprivate var commandLines: [String] {
        guard let commandIndex, let commandCount, let exitStatus else { return [] }
        let output = lastLines.suffix(10).map { line in
            let plain = line.replacing(#/\u{1B}\][^\u{07}\u{1B}]*(?:\u{07}|\u{1B}\\)?/#, with: "")
                .replacing(#/\u{1B}\[[0-?]*[ -\/]*[@-~]/#, with: "")
            return String(
                plain.unicodeScalars.filter { $0 == "\t" || $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
        }
        let shown = String(output.joined(separator: "\n").suffix(Self.outputLimit))
        return ["Command \(commandIndex) of \(commandCount): exit status \(exitStatus)"]
            + (shown.isEmpty ? [] : [shown])
    }
}

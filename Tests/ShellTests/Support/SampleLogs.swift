import PipelineAPI

@testable import Shell

/// Logs as CodeBuild and the embedded runner write them, a line each second.
enum SampleLog {
    static func events(_ lines: [String], start: Int64 = 1_769_860_800_000) -> [OutputLogEvent] {
        lines.enumerated().map { OutputLogEvent(timestamp: start + Int64($0) * 1000, message: $1 + "\n") }
    }

    private static func container(_ text: String) -> String { "[Container] 2026/01/31 12:00:00.123456 " + text }

    static let failed = events([
        container("Waiting for agent ping"),
        container("Phases found in YAML: 2"),
        container(" INSTALL: 1 commands"),
        container(" BUILD: 3 commands"),
        container("Phase complete: DOWNLOAD_SOURCE State: SUCCEEDED"),
        container("Phase context status code:  Message: "),
        container("Entering phase INSTALL"),
        container("Running command npm ci"),
        "added 120 packages",
        container("Phase complete: INSTALL State: SUCCEEDED"),
        container("Phase context status code:  Message: "),
        container("Entering phase BUILD"),
        container("Running command npm run lint"),
        container("Running command npm test"),
        "1 test failed",
        container("Command did not exit successfully npm test exit status 1"),
        container("Phase complete: BUILD State: FAILED"),
        container(
            "Phase context status code: COMMAND_EXECUTION_ERROR Message: Error while executing command: npm test. "
                + "Reason: exit status 1"),
    ])

    /// Before 2023 the times had no fraction, and there was no announcement.
    static let old = events([
        "[Container] 2021/05/04 09:08:07 Entering phase BUILD",
        "[Container] 2021/05/04 09:08:08 Running command make",
        "[Container] 2021/05/04 09:08:09 Phase complete: BUILD State: SUCCEEDED",
        "[Container] 2021/05/04 09:08:09 Phase context status code:  Message: ",
    ])

    static let running = events([
        container("Entering phase BUILD"), container("Running command make"), container("Running command make check"),
        "checking …",
    ])

    /// A block of several lines is one command; the log has its lines as they are.
    static let severalLines = events([
        container(" BUILD: 1 commands"), container("Entering phase BUILD"),
        container("Running command for f in *; do\n  test -s $f\ndone"),
        container("Command did not exit successfully for f in *; do"),
        "  test -s $f",
        "done exit status 3",
        container("Phase complete: BUILD State: FAILED"),
    ])
}

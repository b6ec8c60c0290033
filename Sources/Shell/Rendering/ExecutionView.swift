import Foundation
import PipelineAPI

/// One execution in lines: what it carries, and every run of its actions in order.
struct ExecutionView {
    let style: Style
    let now: Date

    func lines(_ snapshot: ExecutionSnapshot) -> [String] {
        let execution = snapshot.execution
        var lines = [
            "\(StageViews.sign(snapshot.status).painted(style)) \(style.paint(snapshot.id.rawValue, .bold))  "
                + snapshot.status.rawValue,
            "  commit   \(snapshot.commitLabel)",
            "  trigger  \(execution.trigger?.triggerType?.rawValue ?? "")",
        ]
        if let summary = execution.statusSummary {
            let isReason = snapshot.status == .stopping || snapshot.status == .stopped
            lines.append((isReason ? "  reason   " : "  ") + Untrusted.line(summary))
        }
        for variable in execution.variables ?? [] {
            lines.append("  \(Untrusted.line(variable.name ?? "")) = \(Untrusted.line(variable.resolvedValue ?? ""))")
        }
        return lines + runs(snapshot)
    }

    private func runs(_ snapshot: ExecutionSnapshot) -> [String] {
        var table = Table()
        for run in snapshot.runs {
            let error = run.output?.executionResult?.errorDetails?.message
            table.add([
                "  \(StageViews.sign(run.status).painted(style)) \(run.path)", run.status?.rawValue ?? "",
                run.status == .inProgress ? "" : run.seconds.map { Elapsed.text($0) } ?? "",
                error.map { Failure.shortened(Untrusted.line($0)) } ?? "",
            ])
        }
        return table.lines(style)
    }
}

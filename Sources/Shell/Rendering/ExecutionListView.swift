import Foundation
import PipelineAPI

/// Executions in lists.
struct ExecutionListView {
    let style: Style
    let now: Date

    func line(_ execution: PipelineExecutionSummary) -> String { cells(execution).joined(separator: "  ") }

    func lines(_ executions: [PipelineExecutionSummary]) -> [String] {
        var table = Table()
        for execution in executions { table.add(cells(execution)) }
        return table.lines(style)
    }

    /// A sentence of the service, with ids as short as people write them.
    static func withShortIDs(_ text: String) -> String {
        Untrusted.line(text).replacing(#/([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/#) { $0.1 }
    }

    private func cells(_ execution: PipelineExecutionSummary) -> [String] {
        let revision = execution.sourceRevisions?.first
        let status = execution.status
        var words = status?.rawValue ?? ""
        if status == .superseded, let by = execution.statusSummary { words = Self.withShortIDs(by) }
        if execution.executionType == .rollback { words += " rollback" }
        return [
            StageViews.sign(status).painted(style), execution.pipelineExecutionId?.short ?? "", words,
            execution.startTime.map { Elapsed.age($0, now: now) } ?? "",
            String((revision?.revisionId ?? "").prefix(7)), Untrusted.line(revision?.revisionSummary ?? ""),
        ]
    }
}

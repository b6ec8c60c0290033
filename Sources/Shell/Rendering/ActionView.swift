import Foundation
import PipelineAPI

/// One run of an action in lines.
struct ActionView {
    let style: Style
    let now: Date

    func lines(_ run: ActionExecutionDetail) -> [String] {
        var table = Table()
        let type = run.input?.actionTypeId
        let result = run.output?.executionResult
        table.add(["provider", "\(type?.category.rawValue ?? "")/\(type?.provider ?? "")"])
        table.add(["execution", run.pipelineExecutionId?.short ?? ""])
        if let start = run.startTime { table.add(["started", Elapsed.age(start, now: now)]) }
        if let id = result?.externalExecutionId { table.add(["id", Untrusted.line(id)]) }
        if let summary = result?.externalExecutionSummary { table.add(["summary", Untrusted.line(summary)]) }
        if let inputs = names(run.input?.inputArtifacts) { table.add(["reads", inputs]) }
        if let outputs = names(run.output?.outputArtifacts) { table.add(["made", outputs]) }
        for (name, value) in (run.output?.outputVariables ?? [:]).sorted(by: { $0.key < $1.key }) {
            table.add([Untrusted.line(name), Untrusted.line(value)])
        }
        if let error = result?.errorDetails {
            table.add([error.code ?? "error", Untrusted.line(error.message ?? "")])
        }
        let time = run.status == .inProgress ? "" : run.seconds.map { " in \(Elapsed.text($0))" } ?? ""
        let sign = StageViews.sign(run.status).painted(style)
        return ["\(sign) \(style.paint(run.path, .bold))  \(run.status?.rawValue ?? "")\(time)"]
            + table.lines(style).map { "  " + $0 } + details(result?.externalExecutionSummary)
    }

    /// What a summary says beyond its first line, such as the resources of a rehearsed change set.
    private func details(_ summary: String?) -> [String] {
        let lines = Untrusted.shown(summary ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        return lines.dropFirst().map { "    " + $0 }
    }

    private func names(_ artifacts: [ArtifactDetail]?) -> String? {
        guard let artifacts, !artifacts.isEmpty else { return nil }
        return artifacts.compactMap(\.name?.rawValue).joined(separator: ", ")
    }
}

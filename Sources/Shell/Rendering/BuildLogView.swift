import Foundation
import LineEditor

/// The commands of a build, phase by phase.
struct BuildLogView {
    let style: Style
    let width: Int
    /// Whether nothing runs any more: what has no end in the log was ended with the build.
    var isOver = false

    /// Sign, time and exit status beside a command.
    private static let roomForResult = 36

    func lines(_ log: BuildLog) -> [String] {
        var table = Table()
        for phase in log.phases {
            let sign: Sign = phase.state == nil ? unended : phase.state == "SUCCEEDED" ? .succeeded : .failed
            table.add([sign.painted(style), style.paint(phase.name, .bold), time(phase.start, phase.end), ""])
            for command in phase.commands { table.add(row(command)) }
            if let context = phase.context { table.add(["", "  \(Untrusted.line(context))"]) }
        }
        return table.lines(style) + log.reports.map { "report \(Untrusted.line($0))" }
    }

    private var unended: Sign { isOver ? .failed : .running }

    private func row(_ command: BuildLog.Command) -> [String] {
        let sign: Sign =
            switch command.exitStatus {
            case nil: unended
            case 0: .succeeded
            default: .failed
            }
        let text = Untrusted.shown(command.text).split(separator: "\n", omittingEmptySubsequences: false)
        let shown = DisplayWidth.cut(
            String(text.first ?? "") + (text.count > 1 ? " …" : ""), to: max(20, width - Self.roomForResult))
        let exit =
            command.exitStatus.map { $0 == 0 ? "" : "exit status \($0)" }
            ?? (isOver ? "ended with the build" : "running")
        return ["", "  \(sign.painted(style)) \(shown)", time(command.start, command.end), exit]
    }

    private func time(_ start: Int64, _ end: Int64?) -> String {
        end.map { Elapsed.text(Double($0 - start) / 1000) } ?? ""
    }
}

import ArgumentParser
import Git

/// `diff`: what is changed in the files, and in the pipeline's structure.
struct Diff: ShellCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what is changed and not committed.",
        discussion: "Against the last commit; files that git does not track yet are named.")

    @Flag(help: "A line per file instead of the changes themselves.")
    var stat = false

    func run(in context: CommandContext) async throws {
        let repository = try await context.repository()
        let status = try await repository.status(.full)
        let comparison: Comparison = status.head.commit.map { .against($0) } ?? .staged
        let text = try await repository.diff(
            comparison, as: stat ? .stat(width: context.console.width) : .patch, color: false)
        let lines = Untrusted.shown(text).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        context.console.show(lines.dropLast(lines.last == "" ? 1 : 0).map { paint($0, context.console.style) })
        let new = status.entries.filter { $0.kind == .untracked }.map { Untrusted.line($0.path) }
        if !new.isEmpty { context.console.show(["new files:"] + new.map { "  \($0)" }) }
        if text.isEmpty, new.isEmpty { context.console.show("nothing is changed") }
    }

    private func paint(_ line: String, _ style: Style) -> String {
        if stat { return line }
        switch line.first {
        case "+": return style.paint(line, .green)
        case "-": return style.paint(line, .red)
        case "@": return style.paint(line, .blue)
        default: return line
        }
    }
}

import ArgumentParser
import Deployment
import Git

/// `diff`: what is changed in the files; `diff STACK`: what deploying a stack of the CDK app would change.
struct Diff: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show what is changed and not committed.",
        discussion: """
            Against the last commit; files that git does not track yet are named. With a stack of the CDK app: what \
            deploying it would change against what is deployed on AWS, or here against its last rehearsal, permissions first.
            """)

    @Argument(help: "A stack, to compare with what is deployed on AWS, or here with its last rehearsal.")
    var stack: StackArgument?

    @Flag(help: "A line per file instead of the changes themselves.")
    var stat = false

    @OptionGroup var app: AppContextOptions

    func run(in context: CommandContext) async throws {
        if let stack { return try await show(stack, in: app.applied(to: context)) }
        guard app.values.isEmpty else {
            throw CommandFailure.usage("--context goes with a stack, and none is named", hint: "`stacks` shows them.")
        }
        try await showFiles(in: context)
    }

    private func show(_ argument: StackArgument, in context: CommandContext) async throws {
        guard !context.deploysOnAWS else { return try await showDeployment(of: argument, in: context) }
        let synthesis = try await context.synthesis()
        let stack = try argument.find(in: synthesis.assembly)
        let difference = RehearsedDifference(context: context, synthesis: synthesis, stack: stack)
        context.console.show(try await difference.lines())
    }

    /// Against what is deployed.
    private func showDeployment(of argument: StackArgument, in context: CommandContext) async throws {
        let plan = try await StackSites(context).site(of: argument).plan()
        context.console.show(StackPlanView(on: context.console).lines(plan))
    }

    private func showFiles(in context: CommandContext) async throws {
        let repository = try await context.repository()
        let status = try await repository.status(.full)
        let comparison: Comparison = status.head.commit.map { .against($0) } ?? .staged
        let text = try await repository.diff(
            comparison, as: stat ? .stat(width: context.console.width) : .patch, color: false)
        let lines = Untrusted.shown(text).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        context.console.show(
            verbatim: lines.dropLast(lines.last == "" ? 1 : 0).map { paint($0, context.console.style) })
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

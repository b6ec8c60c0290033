import ArgumentParser
import Git

/// `diff`: what is changed in the files; `diff STACK…`: what deploying stacks of the CDK app would change.
struct Diff: JSONCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show what is changed and not committed.",
        discussion: """
            Against the last commit; files that git does not track yet are named. With stacks of the CDK app: what \
            deploying them would change against what is deployed, or here against their last rehearsal where the engine \
            deploys nothing; permissions first, and with --json a list of what `aws cloudformation describe-change-set` prints.
            """)

    @Argument(
        help: ArgumentHelp(
            "Stacks, to compare with what is deployed, or with their last rehearsal; * and ? allowed.",
            valueName: "stack"))
    var stacks: [StackArgument] = []

    @Flag(help: "All stacks of the app but those of stages.")
    var all = false

    @Flag(help: "Exit with 1 where deploying stacks would change something.")
    var fail = false

    @Flag(help: "A line per file instead of the changes themselves.")
    var stat = false

    @OptionGroup var app: AppContextOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if all, !stacks.isEmpty { throw ValidationError("--all names the stacks already: name some, or give --all") }
        if stat, all || !stacks.isEmpty { throw ValidationError("--stat goes with files, and stacks are named") }
    }

    func run(in context: CommandContext) async throws {
        if all || !stacks.isEmpty { return try await showStacks(in: app.applied(to: context)) }
        let options = [
            ("--context", !app.values.isEmpty), ("--json", context.isJSON(output)), ("--fail", fail),
        ]
        for (option, isGiven) in options where isGiven {
            throw CommandFailure.usage("\(option) goes with a stack, and none is named", hint: "`stacks` shows them.")
        }
        try await showFiles(in: context)
    }

    private func showStacks(in context: CommandContext) async throws {
        let comparisons = try await context.comparisons(of: stacks, all: all)
        if context.isJSON(output) {
            try context.console.show(json: comparisons.map(StackChangesJSON.init))
        } else {
            for (number, comparison) in comparisons.enumerated() {
                context.console.show((number > 0 ? [""] : []) + comparison.lines(in: context))
            }
        }
        if fail, comparisons.contains(where: \.isChange) { throw CommandFailure.reported(exitCode: 1) }
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

import Foundation
import TestSupport
import Testing

@testable import Shell

/// Lines in, words and exit codes out.
@Suite(.timeLimit(.minutes(10))) struct CommandRunnerTests {
    /// Runs a line in a folder that is no project, where no endpoint answers.
    private func run(_ line: String, at terminal: Terminal = Terminal(nil)) async throws -> (Int32, Terminal) {
        try await Scene.with { scene in
            let context = terminal.context(
                in: scene.work, scene.environment, socket: scene.directory.appending(path: "none.sock").path)
            return (await CommandRunner(context: context).run(line: line), terminal)
        }
    }

    @Test func anUnknownCommandSaysWhichOneWasPerhapsMeant() async throws {
        let (code, terminal) = try await run("depoly --yes; status")
        #expect(code == 2)
        expectSame(terminal.errors, "there is no command 'depoly'\n  Did you mean 'deploy'?\n")
        expectSame(terminal.output, "")
    }

    @Test func aWordLikeNothingElseGetsTheWayToTheList() async throws {
        let (code, terminal) = try await run("\u{1B}[2Jxyzzyxyzzy")
        #expect(code == 2)
        expectSame(terminal.errors, "there is no command 'xyzzyxyzzy'\n  `help` lists them.\n")
    }

    @Test func aHalfQuoteIsWrongUsage() async throws {
        let (code, terminal) = try await run("commit -m 'half")
        #expect(code == 2)
        expectSame(terminal.errors, "a ' has no partner\n")
    }

    @Test(arguments: CommandCatalog.commands.map { $0.name })
    func helpAndItsOptionAreTheSame(name: String) async throws {
        let (code, terminal) = try await run("help \(name)")
        let (otherCode, other) = try await run("\(name) --help")
        #expect(code == 0 && otherCode == 0)
        #expect(terminal.output.contains("USAGE: \(name)"))
        expectSame(terminal.output, other.output)
        expectSame(terminal.errors + other.errors, "")
    }

    @Test func anUnknownOptionIsWrongUsageAndShowsTheRightOne() async throws {
        let (code, terminal) = try await run("retry --everything")
        #expect(code == 2)
        expectSame(
            terminal.errors,
            """
            Error: Unknown option '--everything'
            Usage: retry [<failed-stage>] [--all] [--when-free] [--no-follow] [--json] [--yes]
              See 'retry --help' for more information.

            """)
    }

    @Test(arguments: [
        ("", 0), ("# nothing", 0), ("help", 0), ("help nonsense", 2), ("help credentials add", 0),
        ("help credentials nonsense", 2), ("help stages nonsense", 2), ("credentials nonsense", 2),
        ("credentials export x", 2), ("credentials edit x", 2), ("credentials recipients add", 2), ("credentials", 1),
        ("history --number 0", 2), ("stages", 2),
        ("status", 1), ("stages; help", 2), ("help; exit; nonsense", 0), ("quit", 0), ("exit now", 2),
    ])
    func theExitCodeTellsWhatWentWrong(line: String, expected: Int32) async throws {
        let (code, terminal) = try await run(line)
        #expect(code == expected, "\(terminal.screen)")
        #expect(terminal.errors.isEmpty == (code == 0))
    }

    @Test func anEndpointThatIsNotThereIsFour() async throws {
        try await Scene.with { scene in
            let repository = try await scene.repository()
            try repository.write(Scene.pipelineFile, to: "pipeline.yml")
            let terminal = Terminal(nil)
            let socket = scene.directory.appending(path: "none.sock").path
            let context = terminal.context(in: scene.work, scene.environment, socket: socket)
            #expect(await CommandRunner(context: context).run(line: "stages") == 4)
            expectSame(terminal.errors, "Can't reach \(socket): No such file or directory.\n")
        }
    }

    @Test func whatIsCancelledIsInterrupted() {
        #expect(ErrorReport.failure(for: CancellationError()).exitCode == 130)
    }

    @Test(arguments: [("help; exit", true), ("quit", true), ("help", false), ("exit --help", false), ("'exit", false)])
    func exitIsSeenAnywhereInALine(line: String, leaves: Bool) {
        #expect(Exit.isIn(line) == leaves)
    }
}

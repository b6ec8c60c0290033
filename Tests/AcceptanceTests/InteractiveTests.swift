import Foundation
import TestSupport
import Testing

@Suite("The shell at a terminal", .timeLimit(.minutes(10)))
struct InteractiveTests {
    @Test("Deploy after y, a notice while typing keeps the line, Ctrl-C drops it, Ctrl-D leaves")
    func deployAndWatch() async throws {
        try await Workplace.waiting { place, reached, gate in
            try await withPseudoTerminal(columns: 100, rows: 40) { terminal in
                try place.openShell(on: terminal)
                try await terminal.waitFor("pipeline shop (local engine)")
                try await terminal.waitFor("shop main ›")
                terminal.send("deploy\r")
                try await terminal.waitFor("Deploy shop? [y/n]")
                // What was typed before is no answer.
                terminal.send("\u{1B}[A\u{12}perhaps\r")
                try await terminal.waitFor("Please answer y or n.")
                try await terminal.waitFor("asked again") { $0.text.components(separatedBy: "[y/n]").count > 2 }
                terminal.send("y\r")
                try await reached.waitForLine()
                try await terminal.waitFor("Build/Wait  started")
                terminal.send("history --num")
                try await terminal.waitFor("› history --num")
                gate.sendLine()
                try await terminal.waitFor("shop succeeded")
                try await terminal.waitFor("what was typed, below the notices") {
                    $0.textBeforeCursor.hasSuffix("› history --num")
                }
                terminal.send("\u{3}")
                try await terminal.waitFor("an empty line") { $0.textBeforeCursor.hasSuffix("› ") }
                terminal.send("\u{4}")
                #expect(await terminal.waitForExit() == 0)
            }
            #expect(place.lines("ran") == ["wait", "ship"])
        }
    }

    @Test("An engine that the shell has started leaves no dead process behind in it")
    func engineIsReaped() async throws {
        try await Workplace.project(simple) { place in
            try await withPseudoTerminal(columns: 100, rows: 40) { terminal in
                try place.openShell(on: terminal)
                try await terminal.waitFor("shop main ›")
                terminal.send("deploy --yes\r")
                try await terminal.waitFor("shop succeeded")
                let engine = try #require(place.engine)
                #expect(try await place.sluice("engine", "stop").output.contains("process \(engine)"))
                // It has ended; whether it is also gone is for its parent to see to, at once.
                for _ in 0..<100_000 where kill(engine, 0) == 0 { await Task.yield() }
                #expect(kill(engine, 0) != 0)
                terminal.send("\u{4}")
                #expect(await terminal.waitForExit() == 0)
            }
        }
    }

    @Test("The prompt asks while an approval waits")
    func approvalInThePrompt() async throws {
        let files = [
            "pipeline.yml":
                "pipeline: shop\nsource: main\nstages:\n  Release:\n    Approve: approval\n  Ship:\n    Say: ['true']\n"
        ]
        try await Workplace.project(files) { place in
            try await withPseudoTerminal(columns: 100, rows: 40) { terminal in
                try place.openShell(on: terminal)
                try await terminal.waitFor("shop main ›")
                terminal.send("deploy --yes\r")
                try await terminal.waitFor("Release/Approve  needs approval")
                try await terminal.waitFor("shop main ? ›")
                terminal.send("watch\r")
                try await terminal.waitFor("the prompt again") { screen in
                    screen.text.contains("goes on behind the prompt")
                        && screen.textBeforeCursor.hasSuffix("shop main ? › ")
                }
                terminal.send("stop\r")
                try await terminal.waitFor("[y/n]")
                terminal.send("n\r")
                try await terminal.waitFor("Nothing was done.")
                terminal.send("approve --yes\r")
                try await terminal.waitFor("shop main ✓ ›")
                terminal.send("stop ''\r")
                try await terminal.waitFor("an execution's id is empty")
                let id = try #require(terminal.screen.text.firstMatch(of: #/execution ([0-9a-f]{8})/#)?.1)
                let stop = try await place.sluice("stop", String(id), "--yes")
                #expect(stop.exitCode == 1 && stop.errors.contains("does not run: Succeeded"), "\(stop.words)")
                terminal.send("\u{4}")
                #expect(await terminal.waitForExit() == 0)
            }
        }
    }

    @Test("Tab completes commands, and stages and actions by what the pipeline has")
    func completion() async throws {
        try await Workplace.project(simple) { place in
            #expect(try await place.sluice("deploy", "--yes").exitCode == 0)
            try await place.shell(columns: 100, rows: 40) { terminal in
                terminal.send("log\t")
                try await terminal.waitFor("the command and a blank") { $0.textBeforeCursor.hasSuffix("› logs ") }
                terminal.send("Bui\t")
                try await terminal.waitFor("› logs Build/Say")
                terminal.send("\r")
                try await terminal.waitFor("hello from the build")
            }
        }
    }

    @Test("Leaving while something runs says that it goes on, and it does")
    func leaving() async throws {
        try await Workplace.waiting { place, reached, gate in
            try await withPseudoTerminal(columns: 100, rows: 40) { terminal in
                try place.openShell(on: terminal)
                try await terminal.waitFor("shop main ›")
                terminal.send("deploy --yes\r")
                try await reached.waitForLine()
                try await terminal.waitFor("Build/Wait  started")
                terminal.send("\u{4}")
                try await terminal.waitFor("goes on")
                #expect(await terminal.waitForExit() == 0)
            }
            gate.sendLine()
            #expect(try await place.sluice("watch").exitCode == 0)
        }
    }

    @Test("Leaving from elsewhere says where the project is that goes on")
    func leavingFromElsewhere() async throws {
        try await Workplace.waiting { place, reached, gate in
            try await withPseudoTerminal(columns: 200, rows: 40) { terminal in
                try terminal.spawn(
                    Workplace.executable, ["-C", place.checkout.path], environment: place.environment,
                    directory: place.folder)
                try await terminal.waitFor("shop main ›")
                terminal.send("deploy --yes\r")
                try await reached.waitForLine()
                try await terminal.waitFor("Build/Wait  started")
                terminal.send("\u{4}")
                try await terminal.waitFor("goes on; `sluice -C \(place.checkout.path)` shows it again.")
                #expect(await terminal.waitForExit() == 0)
            }
            gate.sendLine()
            #expect(try await place.sluice("watch").exitCode == 0)
        }
    }

    @Test("Ctrl-Z at the prompt and while watching stops the shell; fg goes on with both")
    func suspending() async throws {
        try await Workplace.waiting { place, reached, gate in
            try await withPseudoTerminal(columns: 100, rows: 40) { terminal in
                let variables = place.environment.merging(["PS1": "outer$ ", "ENV": ""]) { _, new in new }
                try terminal.spawn(
                    URL(filePath: "/bin/sh"), ["-i"], environment: variables, directory: place.checkout)
                try await terminal.waitFor("outer$")
                terminal.send("'\(Workplace.executable.path)'\r")
                try await terminal.waitFor("shop main ›")
                terminal.send("deploy --yes\r")
                try await reached.waitForLine()
                try await terminal.waitFor("Build/Wait  started")
                terminal.send("stag\u{1A}")
                try await terminal.waitFor("the outer shell") { $0.textBeforeCursor == "outer$ " }
                terminal.send("fg\r")
                try await terminal.waitFor("the line again") { $0.textBeforeCursor.hasSuffix("› stag") }
                terminal.send("\u{15}watch\r")
                try await terminal.waitFor(" of shop")
                terminal.send("\u{1A}")
                try await terminal.waitFor("the outer shell again") { $0.textBeforeCursor == "outer$ " }
                gate.sendLine()
                terminal.send("fg\r")
                try await terminal.waitFor("shop succeeded")
                try await terminal.waitFor("shop main ✓ ›")
                terminal.send("exit\r")
                try await terminal.waitFor("the outer shell at last") { $0.textBeforeCursor == "outer$ " }
                terminal.send("exit\r")
                #expect(await terminal.waitForExit() == 0)
            }
        }
    }

    @Test("Ctrl-C ends the watching of an execution that a closed entry holds, and says what would open it")
    func interruptedWatching() async throws {
        try await Workplace.project(simple) { place in
            #expect(try await place.sluice("deploy", "--yes").exitCode == 0)
            #expect(try await place.sluice("disable", "Build", "--reason", "Code freeze").exitCode == 0)
            try place.write(["new": "file"])
            #expect(try await place.sluice("-c", "commit -m Second; push; deploy --yes --no-follow").exitCode == 0)
            try await withPseudoTerminal(columns: 100, rows: 40) { terminal in
                try place.openShell(on: terminal)
                try await terminal.waitFor("shop main")
                terminal.send("watch\r")
                // What is told above the prompt looks the same, and at a prompt Ctrl-C is another key.
                try await terminal.waitFor(" of shop")
                try await terminal.waitFor("Build  waits: its entry is disabled (Code freeze) · `enable Build`")
                terminal.send("\u{3}")
                try await terminal.waitFor("Stopped watching. The pipeline goes on")
                terminal.send("enable Build\r")
                try await terminal.waitFor("shop succeeded")
                terminal.send("\u{4}")
                #expect(await terminal.waitForExit() == 0)
            }
        }
    }

    @Test(
        "An interrupt between two commands ends neither the shell nor the next command", arguments: ["xterm", "dumb"])
    func interruptAtThePrompt(term: String) async throws {
        try await Workplace.project(simple) { place in
            try await withPseudoTerminal(columns: 100, rows: 40) { terminal in
                let variables = place.environment.merging(["TERM": term]) { _, new in new }
                try terminal.spawn(Workplace.executable, environment: variables, directory: place.checkout)
                try await terminal.waitFor("shop main")
                for _ in 0..<3 {
                    for interrupt in [{ terminal.kill(with: SIGINT) }, { terminal.send("\u{3}") }] {
                        terminal.send("half a li")
                        try await terminal.waitFor("what was typed") { $0.textBeforeCursor.hasSuffix("half a li") }
                        interrupt()
                        try await terminal.waitFor("an empty line") {
                            $0.textBeforeCursor.hasSuffix("› ") || $0.textBeforeCursor.hasSuffix("> ")
                        }
                    }
                }
                terminal.send("help exit\r")
                try await terminal.waitFor("Leave the shell")
                terminal.send("exit\r")
                #expect(await terminal.waitForExit() == 0)
            }
        }
    }

    @Test("An engine that was stopped behind an open question is there again for the answer")
    func engineStoppedBehindAQuestion() async throws {
        let files = [
            "pipeline.yml": "pipeline: shop\nsource: main\nstages:\n  Release:\n    Approve: { approval: Look twice }\n"
        ]
        try await Workplace.project(files) { place in
            #expect(try await place.sluice("deploy", "--yes", "--no-follow").exitCode == 0)
            try await place.waitForApproval()
            try await place.shell(columns: 100, rows: 40) { terminal in
                try await terminal.waitFor("shop main ?")
                terminal.send("approve\r")
                try await terminal.waitFor("  Look twice")
                try await terminal.waitFor("Approve Release/Approve? [y/n]")
                #expect(try await place.sluice("engine", "stop").exitCode == 0)
                terminal.send("y\r")
                try await terminal.waitFor("approved Release/Approve")
            }
        }
    }

    @Test("A terminal that is closed leaves the pipeline running")
    func closedTerminal() async throws {
        try await Workplace.waiting { place, reached, gate in
            try await withPseudoTerminal(columns: 100, rows: 40) { terminal in
                try place.openShell(on: terminal)
                try await terminal.waitFor("shop main ›")
                terminal.send("deploy --yes\r")
                try await reached.waitForLine()
            }
            gate.sendLine()
            #expect(try await place.sluice("watch").exitCode == 0)
            #expect(place.lines("ran") == ["wait", "ship"])
        }
    }
}

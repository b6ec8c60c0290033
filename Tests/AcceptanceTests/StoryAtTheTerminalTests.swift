import Foundation
import TestSupport
import Testing

@Suite("The whole job, typed into one shell", .timeLimit(.minutes(10)))
struct StoryAtTheTerminalTests {
    @Test("From a changed file to pages in both environments, with a failure and an approval on the way")
    func story() async throws {
        try await Workplace.demo { place in
            let (reached, gate) = try await place.putGatesIntoBuilds()
            try await withPseudoTerminal(columns: 120, rows: 100) { terminal in
                try place.openShell(on: terminal)
                try await terminal.waitFor("pipeline shop-pipeline (local engine)")
                try await sendOut(terminal)
                // There is room for one build, which waits at its gate; the other is turned away, whichever it is.
                try await reached.waitForLine()
                try await terminal.waitFor("Cannot have more than 0 builds in queue for the account")
                let refused = terminal.screen.text.contains("✗ Build/Unit  failed") ? "Unit" : "Style"
                let running = refused == "Unit" ? "Style" : "Unit"
                try await terminal.waitFor("● Build/\(running)  started")
                try await lookMeanwhile(terminal, running: running, refused: refused)
                try await noticeComesIntoTheLine(terminal, of: running) { gate.sendLine() }
                try await retry(terminal, refused)
                try await reached.waitForLine()
                gate.sendLine()
                try await approve(terminal)
                try await terminal.enter("exit")
                #expect(await terminal.waitForExit() == 0)
            }
            for site in ["dev", "test"] {
                #expect(place.lines("sites/\(site)/index.html").joined().contains("free from 50"), "\(site)")
            }
        }
    }

    private func sendOut(_ terminal: PseudoTerminal) async throws {
        try await terminal.enter("status")
        try await terminal.waitFor("changed   shop/prices.py")
        try await terminal.waitFor("pipeline shop-pipeline: not created yet · `deploy` creates it")
        try await terminal.enter("commit -m \"Free delivery above 50\"")
        try await terminal.waitFor("\"Free delivery above 50\" (1 file)")
        try await terminal.enter("push")
        try await terminal.waitFor("· `deploy` rolls it out")
        try await terminal.enter("deploy")
        try await terminal.waitFor("Stages: Source → Build → Release → Environments")
        try await terminal.waitFor("Deploy shop-pipeline? [y/n]")
        terminal.send("y\r")
        try await terminal.waitFor("arn:aws:codepipeline:us-east-1:123456789012:shop-pipeline")
        try await terminal.waitFor("✓ Source/Source  fetched ")
        // What was set going is named before anything is told of it.
        let rows = terminal.screen.rows.drop { !$0.hasPrefix("arn:aws:") }.dropFirst()
        #expect(rows.first?.hasPrefix("execution ") == true, "\(rows)")
    }

    private func lookMeanwhile(_ terminal: PseudoTerminal, running: String, refused: String) async throws {
        try await terminal.enter("stages")
        try await terminal.waitFor("the stages") { screen in
            func row(_ words: String...) -> Bool {
                screen.rows.contains { row in words.allSatisfy { row.contains($0) } }
            }
            return row("Source", "Succeeded") && row("●  Build", "InProgress") && row("● \(running)", "InProgress")
                && row("✗ \(refused)", "Failed") && row("◌  Release", "not run yet")
        }
    }

    /// The line that is half typed stays, below what happens meanwhile.
    private func noticeComesIntoTheLine(
        _ terminal: PseudoTerminal, of running: String, _ goOn: () -> Void
    ) async throws {
        terminal.send("logs Buil")
        try await terminal.waitFor("the line") { $0.textBeforeCursor.hasSuffix("› logs Buil") }
        goOn()
        try await terminal.waitFor("✓ Build/\(running)  succeeded in ")
        try await terminal.waitFor("✗ shop-pipeline failed in Build · `retry`")
        try await terminal.waitFor("the line below the notices, and the sign of failure before it") {
            $0.textBeforeCursor == "shop main ✗ › logs Buil"
        }
        terminal.send("d/\(running)\r")
        try await terminal.waitFor("Running command python3 -m ")
    }

    private func retry(_ terminal: PseudoTerminal, _ refused: String) async throws {
        try await terminal.enter("retry")
        try await terminal.waitFor("retrying Build of execution ")
        try await terminal.waitFor("● Build/\(refused)  started")
    }

    private func approve(_ terminal: PseudoTerminal) async throws {
        try await terminal.waitFor("✓ Build  succeeded")
        try await terminal.waitFor("? Release/Approve  needs approval: ")
        try await terminal.enter("approve")
        try await terminal.waitFor("Publish this page to dev and test?")
        try await terminal.waitFor("Approve Release/Approve? [y/n]")
        terminal.send("y\r")
        for step in ["dev.Prepare", "test.Prepare", "dev.Deploy", "test.Deploy"] {
            try await terminal.waitFor("✓ Environments/\(step)  succeeded in ")
        }
        try await terminal.waitFor("✓ shop-pipeline succeeded in ")
        try await terminal.waitFor("the sign of success") { $0.textBeforeCursor == "shop main ✓ › " }
        try await terminal.enter("logs Build/Unit")
        try await terminal.waitFor("Running command python3 -m unittest discover --verbose tests")
    }
}

extension PseudoTerminal {
    /// Types a line once there is a prompt with nothing behind it.
    fileprivate func enter(_ line: String) async throws {
        try await waitFor("an empty prompt") { $0.textBeforeCursor.hasSuffix("› ") }
        send(line + "\r")
    }
}

extension Workplace {
    /// Makes each build of the demo say that it has begun and then wait at a gate.
    fileprivate func putGatesIntoBuilds() async throws -> (reached: Fifo, gate: Fifo) {
        let reached = try Fifo(folder.appending(path: "reached"))
        let gate = try Fifo(folder.appending(path: "gate"))
        for name in ["ci/unit.yml", "ci/style.yml"] {
            let text = try String(contentsOf: checkout.appending(path: name), encoding: .utf8)
            let wait = "commands:\n      - echo reached > \(folder.path)/reached; read line < \(folder.path)/gate\n"
            guard let place = text.firstRange(of: "commands:\n") else { throw SetupFailure(words: text) }
            try write([name: text.replacingCharacters(in: place, with: wait)])
        }
        try await git("commit", "--quiet", "--message", "Wait at gates", "ci")
        try await git("push", "--quiet")
        return (reached, gate)
    }
}

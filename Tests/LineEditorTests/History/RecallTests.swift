import LineEditor
import TestSupport
import Testing

@Suite struct RecallTests {
    private let lines = ["deploy --yes", "status", "logs Build/Unit", "stages"]

    @Test func upAndDownWalkThroughLines() async throws {
        try await withScene(history: lines) { scene async throws in
            #expect(try await scene.line(Key.up + Key.up) == "logs Build/Unit")
            #expect(try await scene.line(Key.up + Key.up + Key.down + "!") == "logs Build/Unit!")
        }
    }

    @Test func upFindsLinesThatBeginAsTypedAndDownComesBack() async throws {
        try await withScene(history: lines) { scene async throws in
            #expect(try await scene.line("sta" + Key.up + Key.up) == "status")
            #expect(try await scene.line("de" + Key.up + Key.down + "x") == "dex")
        }
    }

    @Test func controlRShowsTheSearchAndItsMatch() async throws {
        try await withScene(history: lines) { scene async throws in
            let signal = try await scene.whileReading { terminal async throws in
                terminal.send("typed" + Key.control("r") + "st")
                try await terminal.waitFor("(search) 'st': stages")
                terminal.send(Key.control("r"))
                try await terminal.waitFor("(search) 'st': status")
                terminal.send("zz")
                try await terminal.waitFor("nothing found")
                terminal.send(Key.backspace + Key.backspace)
                try await terminal.waitFor("(search) 'st': stages")
            }
            #expect(signal == .line("stages"))
        }
    }

    @Test func aSearchIsGivenUpOrItsMatchEdited() async throws {
        try await withScene(history: lines) { scene async throws in
            #expect(try await scene.line("a" + Key.control("r") + "st" + Key.control("g") + "b") == "ab")
            #expect(try await scene.line(Key.control("r") + "depl" + Key.control("e") + "!") == "deploy --yes!")
        }
    }

    @Test func noticesComeThroughDuringASearch() async throws {
        try await withScene(history: lines) { scene async throws in
            let signal = try await scene.whileReading { terminal async throws in
                terminal.send(Key.control("r") + "stat")
                try await terminal.waitFor("(search) 'stat': status")
                scene.editor.notify("stage started")
                try await terminal.waitFor("stage started\n(search) 'stat': status")
            }
            #expect(signal == .line("status"))
        }
    }

    @Test func aSuggestionShowsInGreyAndRightOrEndAcceptsIt() async throws {
        try await withScene(history: lines, suggests: true) { scene async throws in
            let signal = try await scene.whileReading { terminal async throws in
                terminal.send("de")
                try await terminal.waitFor("> deploy --yes")
                #expect(terminal.screen.textBeforeCursor == "> de")
                #expect(terminal.output.contains("\u{1B}[90mploy --yes\u{1B}[0m"))
                terminal.send(Key.right)
                try await terminal.waitFor("the whole line") { $0.textBeforeCursor == "> deploy --yes" }
            }
            #expect(signal == .line("deploy --yes"))
            #expect(try await scene.line("lo" + Key.end) == "logs Build/Unit")
            #expect(try await scene.line("sta" + Key.left + Key.right) == "sta")
            try await scene.terminal.waitFor("no grey left") { $0.text.hasSuffix("> sta") }
        }
    }
}

import LineEditor
import TestSupport
import Testing

@Suite struct EndingTests {
    @Test func controlCDropsTheLineAndShowsIt() async throws {
        try await withScene(columns: 10) { scene async throws in
            #expect(try await scene.read("0123456789abc" + Key.home + Key.control("c")) == .interrupted)
            #expect(try await scene.line("next") == "next")
            try await scene.terminal.waitFor("> 01234567\n89abc^C\n> next")
        }
    }

    @Test func controlDEndsTheInputOnAnEmptyLineOnly() async throws {
        try await withScene { scene async throws in
            #expect(try await scene.read("a" + Key.control("d") + Key.backspace + Key.control("d")) == .endOfInput)
        }
    }

    @Test func emptyLinesAreLines() async throws {
        try await withScene { scene async throws in #expect(try await scene.line("") == "") }
    }

    @Test func theTerminalIsItsOldSelfBetweenLines() async throws {
        try await withScene { scene async throws in
            let before = terminalModes(scene.terminal.descriptor)
            let signal = try await scene.whileReading { terminal async throws in
                #expect(terminalModes(terminal.descriptor) != before)
                #expect(terminal.screen.modes.contains(2004))
            }
            #expect(signal == .line(""))
            #expect(terminalModes(scene.terminal.descriptor) == before)
            try await scene.terminal.waitFor("paste marks off") { !$0.modes.contains(2004) }
        }
    }
}

import LineEditor
import TestSupport
import Testing

@Suite struct PasteTests {
    @Test func severalLinesWaitForEnter() async throws {
        try await withScene { scene async throws in
            let signal = try await scene.whileReading { terminal async throws in
                terminal.send(Key.paste("deploy\ny\n"))
                try await terminal.waitFor("> deploy\ny")
            }
            #expect(signal == .line("deploy\ny"))
        }
    }

    @Test func pastedTextCanBeEditedAndGoesInAtTheCursor() async throws {
        try await withScene { scene async throws in
            let line = try await scene.line("ad" + Key.left + Key.paste("b\r\nc") + "!")
            #expect(line == "ab\nc!d")
        }
    }

    @Test func controlCharactersInAPasteAreDropped() async throws {
        try await withScene { scene async throws in
            let pasted = Key.paste("a\u{3}\u{4}\u{1B}[A\u{7F}\u{9B}b\tc\r")
            #expect(try await scene.line(pasted) == "a[Ab c")
        }
    }

    @Test func aPasteWhoseEndIsLostIsShownAndGivenUpByControlC() async throws {
        try await withScene { scene async throws in
            let signal = try await scene.whileReading(end: "") { terminal async throws in
                terminal.send("\u{1B}[200~deploy\n")
                try await terminal.waitFor("> deploy")
                terminal.send("y\r" + "z")
                try await terminal.waitFor("> deploy\ny\nz")
                terminal.send(Key.control("c"))
            }
            #expect(signal == .interrupted)
            #expect(try await scene.line("next") == "next")
        }
    }

    @Test func aPasteOverTheLimitIsCutOff() async throws {
        try await withScene(columns: 200, rows: 30) { scene async throws in
            let text = String(repeating: "0123456789", count: 110_000)
            async let signal = scene.editor.readLine(prompt: Prompt("> "))
            try await scene.waitForPrompt()
            scene.terminal.send(Key.paste(text) + Key.control("u") + "done\r")
            #expect(await signal == .line("done"))
        }
    }

    /// A slow connection may cut the marks anywhere. A notice that shows says that the editor has looked at the first part;
    /// in vi an Escape alone moves the cursor.
    @Test(arguments: ["", "bind -v\n"], ["\u{1B}", "\u{1B}[", "\u{1B}[20"])
    func aMarkThatComesInPiecesStillBeginsAPaste(editrc: String, first: String) async throws {
        try await withScene(editrc: editrc) { scene async throws in
            let signal = try await scene.whileReading { terminal async throws in
                terminal.send("ab" + first)
                scene.editor.notify("looked")
                try await terminal.waitFor("looked")
                if first.count == 1, !editrc.isEmpty {
                    try await terminal.waitFor("the command mode") { $0.textBeforeCursor == "> a" }
                }
                terminal.send(String(Key.paste("x\ny\n").dropFirst(first.count)))
                try await terminal.waitFor("> abx\ny")
            }
            #expect(signal == .line("abx\ny"))
        }
    }

    @Test func anEndMarkThatComesInPiecesStillEndsThePaste() async throws {
        try await withScene { scene async throws in
            let signal = try await scene.whileReading { terminal async throws in
                terminal.send("\u{1B}[200~one\u{1B}[20")
                try await terminal.waitFor("> one")
                terminal.send("1~!")
                try await terminal.waitFor("> one!")
            }
            #expect(signal == .line("one!"))
        }
    }

    @Test func aPasteIntoASearchIsNoKeys() async throws {
        try await withScene(history: ["deploy"]) { scene async throws in
            let signal = try await scene.whileReading { terminal async throws in
                terminal.send(Key.control("r") + "dep")
                try await terminal.waitFor("'dep': deploy")
                terminal.send(Key.escape)
                try await terminal.waitFor("> deploy")
                terminal.send(String(Key.paste("\nx").dropFirst()))
                try await terminal.waitFor("> deploy\nx")
            }
            #expect(signal == .line("deploy\nx"))
        }
    }

    @Test(arguments: ["", "bind -v\n"]) func pastesAreTextInEveryKeyMap(editrc: String) async throws {
        try await withScene(editrc: editrc) { scene async throws in
            #expect(try await scene.line(Key.paste("a\nb") + "c") == "a\nbc")
        }
    }
}

import CustomDump
import LineEditor
import TestSupport
import Testing

@Suite struct NoticeTests {
    struct Case: CustomTestStringConvertible {
        var testDescription: String
        var keys: String
        /// What shows of the line, and of its part before the cursor in the cursor's row.
        var shown: String
        var beforeCursor: String
        var line: String
    }

    static let cases = [
        Case(testDescription: "nothing typed", keys: "", shown: ">", beforeCursor: "> ", line: ""),
        Case(
            testDescription: "the cursor in mid-line", keys: "deploy" + Key.left + Key.left, shown: "> deploy",
            beforeCursor: "> depl", line: "deploy"),
        Case(
            testDescription: "a wrapped line", keys: "0123456789abcdefghijklmn", shown: "> 0123456789abcdefgh\nijklmn",
            beforeCursor: "ijklmn", line: "0123456789abcdefghijklmn"),
        Case(
            testDescription: "a wrapped line, the cursor in its first row",
            keys: "0123456789abcdefghijklmn" + Key.home + Key.right, shown: "> 0123456789abcdefgh\nijklmn",
            beforeCursor: "> 0", line: "0123456789abcdefghijklmn"),
        Case(
            testDescription: "a line that fills the row", keys: "0123456789abcdefgh", shown: "> 0123456789abcdefgh",
            beforeCursor: "", line: "0123456789abcdefgh"),
        Case(
            testDescription: "wide characters over the margin", keys: "a日本語日本語日本語日本" + Key.left,
            shown: "> a日本語日本語日本\n語日本", beforeCursor: "語日", line: "a日本語日本語日本語日本"),
        Case(
            testDescription: "an emoji of several code points", keys: "👍🏽x" + Key.left, shown: "> 👍🏽x",
            beforeCursor: "> 👍🏽", line: "👍🏽x"),
        Case(
            testDescription: "pasted lines", keys: Key.paste("one\ntwo"), shown: "> one\ntwo", beforeCursor: "two",
            line: "one\ntwo"),
    ]

    @Test(arguments: cases) func theLineStaysAndSoDoesTheCursor(example: Case) async throws {
        try await withScene(columns: 20) { scene async throws in
            let signal = try await scene.whileReading { terminal in
                terminal.send(example.keys)
                try await terminal.waitFor("what was typed") {
                    $0.text == example.shown && $0.textBeforeCursor == example.beforeCursor
                }
                for number in 1...3 {
                    scene.editor.notify("\u{1B}[32mnotice\u{1B}[0m \(number)\nmore")
                    try await terminal.waitFor("notice \(number)\nmore\n\(example.shown)")
                }
                try await terminal.waitFor("all of it, and the cursor") {
                    $0.text == "notice 1\nmore\nnotice 2\nmore\nnotice 3\nmore\n" + example.shown
                        && $0.textBeforeCursor == example.beforeCursor
                }
            }
            #expect(signal == .line(example.line))
        }
    }

    @Test func atTheBottomTheScreenScrolls() async throws {
        try await withScene(columns: 20, rows: 4) { scene async throws in
            let signal = try await scene.whileReading { terminal in
                terminal.send("0123456789abcdefghijklmn")
                for number in 1...6 { scene.editor.notify("notice \(number)") }
                try await terminal.waitFor("notice 6\n> 0123456789abcdefgh\nijklmn")
                let lines = terminal.screen.transcript.split(separator: "\n").filter { $0.hasPrefix("notice") }
                #expect(lines == (1...6).map { "notice \($0)" })
            }
            #expect(signal == .line("0123456789abcdefghijklmn"))
        }
    }

    @Test func noticesFromManyThreadsAllShowOnce() async throws {
        try await withScene(columns: 40, rows: 100) { scene async throws in
            let signal = try await scene.whileReading { terminal in
                terminal.send("typed")
                await withTaskGroup(of: Void.self) { group in
                    for number in 0..<50 { group.addTask { scene.editor.notify("notice \(number).") } }
                }
                try await terminal.waitFor("all notices") { screen in
                    (0..<50).allSatisfy { screen.text.contains("notice \($0).") } && screen.rows.contains("> typed")
                }
                #expect(terminal.screen.text.split(separator: "\n").count == 51)
            }
            #expect(signal == .line("typed"))
        }
    }

    @Test func betweenLinesANoticeJustPrints() async throws {
        try await withScene { scene async throws in
            scene.editor.notify("before")
            #expect(try await scene.line("a") == "a")
            scene.editor.notify("after")
            try await scene.terminal.waitFor("before\n> a\nafter")
        }
    }

    @Test func anotherPromptTakesThePlaceOfTheOldOne() async throws {
        try await withScene(columns: 20) { scene async throws in
            let signal = try await scene.whileReading { terminal in
                terminal.send("0123456789abcdefghijklmn" + Key.left)
                try await terminal.waitFor("ijklmn")
                scene.editor.update(prompt: Prompt([.init("main* ", style: "33"), .init("› ")]))
                try await terminal.waitFor("the new prompt") {
                    $0.text == "main* › 0123456789ab\ncdefghijklmn" && $0.textBeforeCursor == "cdefghijklm"
                }
            }
            #expect(signal == .line("0123456789abcdefghijklmn"))
        }
    }
}

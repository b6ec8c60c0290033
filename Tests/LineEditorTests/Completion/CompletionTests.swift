import LineEditor
import TestSupport
import Testing

@Suite struct CompletionTests {
    /// Completes the last word of what stands before the cursor from these candidates.
    private func words(_ candidates: [Candidate]) -> @Sendable (CompletionRequest) async -> Completions {
        { request in
            let word = request.textBeforeCursor.split(separator: " ", omittingEmptySubsequences: false).last ?? ""
            return Completions(word: String(word), candidates: candidates.filter { $0.text.hasPrefix(word) })
        }
    }

    private let stages = [
        Candidate("Build", description: "two actions"), Candidate("BuildTest", description: "日本語 tests"),
        Candidate("Deploy", isFinal: false),
    ]

    @Test func aSingleCandidateIsPutInWithABlankIfItIsFinal() async throws {
        try await withScene(complete: words(stages)) { scene async throws in
            #expect(try await scene.line("retry BuildT\t!") == "retry BuildTest !")
            #expect(try await scene.line("retry D\t/x") == "retry Deploy/x")
            #expect(try await scene.line("retry D x" + Key.left + Key.left + "\t") == "retry Deploy x")
        }
    }

    @Test func theCommonBeginningIsPutInAndNothingWhereNothingFits() async throws {
        try await withScene(complete: words(stages)) { scene async throws in
            #expect(try await scene.line("retry B\t!") == "retry Build!")
            #expect(try await scene.line("retry x\t!") == "retry x!")
        }
    }

    @Test func severalCandidatesAreShownWithTheirDescriptions() async throws {
        try await withScene(columns: 30, complete: words(stages)) { scene async throws in
            let signal = try await scene.whileReading { terminal in
                terminal.send("retry Build x" + Key.left + Key.left + "\t")
                try await terminal.waitFor(
                    """
                    > retry Build x
                    Build      two actions
                    BuildTest  日本語 tests
                    > retry Build x
                    """)
                try await terminal.waitFor("the cursor where it was") { $0.textBeforeCursor == "> retry Build" }
            }
            #expect(signal == .line("retry Build x"))
        }
    }

    @Test func tooManyCandidatesAreCounted() async throws {
        let many = (1...100).map { Candidate("item\($0)", display: "№ \($0)", description: "the same again and again") }
        try await withScene(columns: 24, rows: 50, complete: words(many)) { scene async throws in
            _ = try await scene.whileReading { terminal in
                terminal.send("item\t")
                try await terminal.waitFor("№ 40  the same again a…\n… and 60 more\n> item")
            }
        }
    }

    @Test func noticesComeThroughWhileACompleterThinksAndControlCGivesUp() async throws {
        let complete: @Sendable (CompletionRequest) async -> Completions = { _ in
            try? await Task.sleep(for: .seconds(3600))  // lint:allow a completer that never answers
            return Completions(word: "", candidates: [])
        }
        try await withScene(complete: complete) { scene async throws in
            let signal = try await scene.whileReading { terminal in
                terminal.send("de\t")
                scene.editor.notify("stage started")
                try await terminal.waitFor("stage started\n> de")
                terminal.send("x" + Key.control("c") + "ploy")
            }
            #expect(signal == .line("deploy") || signal == .line("dexploy"))
        }
    }
}

import LineEditor
import Testing

@Suite struct EditrcTests {
    @Test func itsBindingsWinOverOurs() async throws {
        try await withScene(editrc: "# mine\nbind ^W ed-move-to-beg\n") { scene async throws in
            #expect(try await scene.line("b" + Key.control("w") + "a") == "ab")
        }
    }

    @Test func linesForOtherProgramsAreLeftOut() async throws {
        try await withScene(editrc: "other:bind ^W ed-move-to-beg\nsluice:bind ^O ed-move-to-beg\n") {
            scene async throws in
            #expect(try await scene.line("a b" + Key.control("w") + "c" + Key.control("o") + "x") == "xa c")
        }
    }

    @Test func viKeysWork() async throws {
        try await withScene(editrc: "bind -v\n") { scene async throws in
            #expect(try await scene.line("abc" + Key.escape + "0x" + "iX") == "Xbc")
            #expect(try await scene.read("abc" + Key.control("c")) == .interrupted)
            #expect(try await scene.read("abc" + Key.escape + Key.control("c")) == .interrupted)
            #expect(try await scene.line("a b" + Key.control("w") + "c") == "a c")
        }
    }

    @Test func bindingsBelowTheSwitchToViWinOverOurs() async throws {
        try await withScene(editrc: "bind -v\nbind ^W ed-move-to-beg\n") { scene async throws in
            #expect(try await scene.line("b" + Key.control("w") + "a") == "ab")
        }
    }
}

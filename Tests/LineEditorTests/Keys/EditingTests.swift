import LineEditor
import TestSupport
import Testing

@Suite struct EditingTests {
    struct Case: CustomTestStringConvertible {
        var testDescription: String
        var keys: String
        var line: String

        init(_ description: String, _ keys: String, _ line: String) {
            (testDescription, self.keys, self.line) = (description, keys, line)
        }
    }

    static let cases = [
        Case("text as it is typed", "deploy --yes", "deploy --yes"),
        Case("left, then insert", "ac" + Key.left + "b", "abc"),
        Case("a wide character inserted in mid-line", "日語" + Key.left + "本", "日本語"),
        Case("home and end", "b" + Key.home + "a" + Key.end + "c", "abc"),
        Case("C-a and C-e", "b" + Key.control("a") + "a" + Key.control("e") + "c", "abc"),
        Case("backspace", "abx" + Key.backspace + "c", "abc"),
        Case("backspace over an accent of its own", "ae\u{301}" + Key.backspace + "b", "ab"),
        Case("backspace over a family", "a👨‍👩‍👧" + Key.backspace + "b", "ab"),
        Case("backspace over a flag", "🇩🇪🇫🇷" + Key.backspace, "🇩🇪"),
        Case("backspace over a skin tone", "a👍🏽" + Key.backspace, "a"),
        Case("left over a family", "a👨‍👩‍👧" + Key.left + "b", "ab👨‍👩‍👧"),
        Case("right over a flag", "🇩🇪" + Key.home + Key.right + "a", "🇩🇪a"),
        Case("delete an emoji under the cursor", "👨‍👩‍👧b" + Key.home + Key.delete, "b"),
        Case("C-d in mid-line deletes", "xab" + Key.home + Key.control("d"), "ab"),
        Case("C-k and C-y", "ab cd" + Key.home + Key.control("k") + "x" + Key.control("y"), "xab cd"),
        Case("C-u kills to the start", "ab cd" + Key.control("u") + "x" + Key.control("y"), "xab cd"),
        Case("C-w kills to a blank", "a --b=c" + Key.control("w") + "d", "a d"),
        Case("M-Backspace kills a word", "a --b=c" + Key.meta(Key.backspace) + "d", "a --b=d"),
        Case("M-d kills the word behind", "ab cd" + Key.home + Key.meta("d"), " cd"),
        Case(
            "C-w twice is one kill", "x a b" + String(repeating: Key.control("w"), count: 2) + Key.control("y"), "x a b"
        ),
        Case(
            "M-d twice is one kill", "a b c" + Key.home + Key.meta("d") + Key.meta("d") + Key.end + Key.control("y"),
            " ca b"),
        Case(
            "M-Backspace and C-w join", "a b c" + Key.meta(Key.backspace) + Key.control("w") + "x" + Key.control("y"),
            "a xb c"),
        Case(
            "kills apart are two, M-y goes to the older",
            "a b" + Key.control("w") + "c" + Key.control("w") + Key.control("y") + Key.meta("y"), "a b"),
        Case("C-t swaps", "ab" + Key.control("t"), "ba"),
        Case("M-b and M-f", "ab cd" + Key.meta("b") + "x" + Key.meta("f") + "y", "ab xcdy"),
        Case("C-Left and C-Right", "ab cd\u{1B}[1;5Dx\u{1B}[1;5Cy", "ab xcdy"),
        Case("M-u", "ab" + Key.home + Key.meta("u"), "AB"),
    ]

    @Test(arguments: cases) func keysEdit(_ example: Case) async throws {
        try await withScene { scene in
            let line = try await scene.line(example.keys)
            #expect(line == example.line)
        }
    }

    @Test func invalidBytesAreHarmless() async throws {
        try await withScene { scene async throws in
            let signal = try await scene.whileReading { terminal async throws in
                terminal.send([0x61, 0xFF, 0xC3, 0x28, 0xE2, 0x82, 0x62])
            }
            #expect(signal == .line("a\u{FFFD}\u{FFFD}(\u{FFFD}\u{FFFD}b"))
        }
    }

    @Test func lastArgumentGoesFurtherBackWhenRepeated() async throws {
        try await withScene(history: ["open /first/path", "logs Build/Unit"]) { scene async throws in
            #expect(try await scene.line("ls " + Key.meta(".")) == "ls Build/Unit")
            #expect(try await scene.line("x " + String(repeating: Key.meta("."), count: 3)) == "x /first/path")
        }
    }
}

import Foundation
import Testing

@testable import Shell

/// What a hostile text can do to the screen: nothing.
@Suite struct UntrustedTests {
    @Test(arguments: [
        ("plain text, ünïcödé 漢字 🎉", "plain text, ünïcödé 漢字 🎉"),
        ("two\nlines", "two\nlines"),
        ("a\tb", "a    b"),
        ("\u{1B}[31mred\u{1B}[0m", "red"),
        ("\u{1B}[2J\u{1B}[1;1Hhome", "home"),
        ("\u{1B}[?25lhidden", "hidden"),
        ("\u{1B}]0;title\u{7}text", "text"),
        ("\u{1B}]52;c;cm0gLXJm\u{1B}\\text", "text"),
        ("\u{1B}]8;;https://evil.example\u{1B}\\link\u{1B}]8;;\u{1B}\\", "link"),
        ("\u{1B}P1;2|dcs\u{1B}\\text", "text"),
        ("\u{1B}_apc\u{1B}\\\u{1B}^pm\u{1B}\\\u{1B}Xsos\u{1B}\\text", "text"),
        ("\u{1B}(0line\u{1B}(B", "line"),
        ("\u{1B}ccleared", "cleared"),
        ("\u{9B}31mred", "red"),
        ("\u{9D}0;title\u{9C}text", "text"),
        ("be\u{7}ll and back\u{8}space and \u{0}nul and \u{7F}del", "bell and backspace and nul and del"),
        ("if \u{202E}txet\u{202C} \u{2066}x\u{2069} \u{200F}y\u{061C}z", "if txet x yz"),
        ("ends in escape\u{1B}", "ends in escape"),
        ("ends in\u{1B}[31", "ends in"),
    ])
    func controlsAndSequencesAreLeftOut(text: String, shown: String) {
        expectSame(Untrusted.shown(text), shown)
    }

    @Test(arguments: [
        ("\u{1B}]0;never ended\nthe next line", "\nthe next line"),
        ("\u{1B}[31\nthe next line", "\nthe next line"),
        ("\u{1B}P\nthe next line", "\nthe next line"),
        ("\u{1B}\nthe next line", "\nthe next line"),
    ])
    func aSequenceThatDoesNotEndHidesNoOtherLine(text: String, shown: String) {
        expectSame(Untrusted.shown(text), shown)
    }

    @Test func aCarriageReturnHidesNothingOfItsLine() {
        expectSame(Untrusted.shown("rm -rf /\rharmless"), "rm -rf /harmless")
        expectSame(Untrusted.shown("windows\r\nlines\r\n"), "windows\nlines\n")
    }

    @Test func jsonKeepsItsMeaningWithoutAByteThatChangesTheTerminal() throws {
        let text = "a\u{9B}31m\u{202E}b\u{7F}\n漢"
        let json = String(decoding: try JSONEncoder().encode([text]), as: UTF8.self)
        let shown = Untrusted.escapedJSON(json)
        expectSame(shown, #"["a\u009b31m\u202eb\u007f\n漢"]"#)
        expectSame(try JSONDecoder().decode([String].self, from: Data(shown.utf8)), [text])
    }

    @Test func aLineIsTheFirstThatSaysSomething() {
        expectSame(Untrusted.line("\n\nsubject\n\nbody"), "subject")
        expectSame(Untrusted.line("\u{1B}[1m\nsubject"), "subject")
        expectSame(Untrusted.line(""), "")
    }
}

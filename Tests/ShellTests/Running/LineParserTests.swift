import Testing

@testable import Shell

/// What becomes of a typed line.
@Suite struct LineParserTests {
    @Test(arguments: [
        ("", []),
        ("   \t ", []),
        ("status", [["status"]]),
        ("  commit   -m   fix ", [["commit", "-m", "fix"]]),
        ("push; deploy --yes", [["push"], ["deploy", "--yes"]]),
        (";;push;;", [["push"]]),
        ("push\ndeploy\r\nstages", [["push"], ["deploy"], ["stages"]]),
        ("commit -m 'two words'", [["commit", "-m", "two words"]]),
        (#"commit -m "it's""#, [["commit", "-m", "it's"]]),
        (#"commit -m "a \"b\" \\ \n""#, [["commit", "-m", #"a "b" \ \n"#]]),
        (#"commit -m 'a \ b'"#, [["commit", "-m", #"a \ b"#]]),
        (#"open my\ shop"#, [["open", "my shop"]]),
        ("a''b\"c\"", [["abc"]]),
        ("commit -m ''", [["commit", "-m", ""]]),
        ("'a;b' # c; d\nstatus", [["a;b"], ["status"]]),
        ("logs a#b", [["logs", "a#b"]]),
        ("# only a comment", []),
        ("'one\ntwo'", [["one\ntwo"]]),
        ("echo $HOME * ~", [["echo", "$HOME", "*", "~"]]),
        ("größe 漢字", [["größe", "漢字"]]),
        (#"end\"#, [["end"]]),
    ])
    func aLineBecomesCommandsAndWords(line: String, commands: [[String]]) throws {
        expectSame(try LineParser.commands(line), commands)
    }

    @Test(arguments: [
        ("commit -m 'half", "'" as Character), ("commit -m \"half", "\""), ("\"a'", "\""), (#""a\""#, "\""),
    ])
    func aQuoteWithoutPartnerIsNamed(line: String, quote: Character) {
        #expect(throws: LineParser.Mistake(quote: quote)) { try LineParser.commands(line) }
    }
}

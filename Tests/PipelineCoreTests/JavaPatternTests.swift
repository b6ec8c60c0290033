import Testing

@testable import PipelineCore

/// The regular expressions of the rule VariableCheck.
@Suite struct JavaPatternTests {
    @Test(arguments: [
        ("", "", true), ("", "a", false), ("a|b", "b", true), ("a|ab", "ab", true), ("a|", "", true),
        ("v\\d+\\.\\d+", "v1.20", true), ("v\\d+", "v1.2", false), ("^release/.*$", "release/7", true),
        ("(?i)MAIN", "main", true), ("(?i:m)ain", "MAIN", false), ("[a-c\\]_-]+", "a-]_", true),
        ("[a-z&&[^b]]", "b", false), ("a{2,3}", "aaaa", false), ("a.c", "a\nc", false), ("(?s)a.c", "a\nc", true),
        ("\\Q.*\\E", ".*", true), ("\\p{Upper}\\P{L}", "A1", true), ("(a)\\1", "aa", true),
        ("(?!main).*", "main", false),
        ("a++", "aa", true), ("grün", "grün", true), ("a$", "a\n", false), ("x(?i)y|z", "Z", true),
    ])
    func `A pattern matches a whole text as in Java`(pattern: String, text: String, matches: Bool) throws {
        #expect(try JavaPattern(pattern).matches(text) == matches)
    }

    @Test(arguments: ["(a", "a)", "a)|(b", "[a", "*a", "a**", "a{2,1}", "\\", "[z-a]", "\\p{Nothing}"])
    func `What is no expression is refused`(pattern: String) {
        #expect(throws: PatternError.unreadable) { try JavaPattern(pattern) }
    }

    /// Each of them takes a matcher that goes back longer than anyone will wait.
    @Test(arguments: ["(a+)+b", "(a|aa)+b", "(a*)*b", "(.*)*,(.*)*,", "((a?){30}){20}b"])
    func `No pattern takes for ever`(pattern: String) {
        let text = String(repeating: "a", count: 1000)
        #expect(throws: PatternError.tooManySteps) { try JavaPattern(pattern).matches(text) }
    }

    @Test func `A long text is judged`() throws {
        #expect(try JavaPattern("(a|b)*").matches(String(repeating: "ab", count: 10_000)))
    }
}

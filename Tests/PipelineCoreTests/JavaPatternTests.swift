import Foundation
import TestSupport
import Testing

@testable import PipelineCore

/// The regular expressions of the rule VariableCheck.
@Suite struct JavaPatternTests {
    @Test(arguments: [
        ("", "", true), ("a|b", "b", true), ("a|", "", true), ("v\\d+\\.\\d+", "v1.20", true), ("v\\d+", "v1.2", false),
        ("^release/.*$", "release/7", true), ("(?i)MAIN", "main", true), ("(?i:m)ain", "MAIN", false),
        ("[a-c\\]_-]+", "a-]_", true), ("[^a-c]", "b", false), ("a{2,3}", "aaaa", false), ("(ab){2}", "abab", true),
        ("a.c", "a\nc", false), ("(?s)a.c", "a\nc", true), ("\\bup\\b.*", "up there", true), ("\\Q.*\\E", ".*", true),
        ("\\p{Upper}\\P{L}", "A1", true), ("\\u0041\\x42", "AB", true), ("(?<tag>x)?y", "y", true),
        ("a*?b+?", "aab", true),
        ("grün", "grün", true), ("a$", "a\n", false), ("[]a]", "]", true), ("x(?i)y|z", "Z", true),
    ])
    func `A pattern matches a whole text as in Java`(pattern: String, text: String, matches: Bool) throws {
        #expect(try JavaPattern(pattern).matches(text) == matches)
    }

    @Test(arguments: [
        "(a", "a)", "[a", "*a", "a**", "a{", "a{2,1}", "a{99999}", "a++", "(a)\\1", "(?=a)", "(?<!a)", "(?>a)", "(?m)a",
        "\\", "\\y", "[z-a]", "[a[b]]", "[a&&b]", "\\p{Greek}", "\\u12", "((a{1000}){1000}){1000}", "(){1000}{1000}",
        String(repeating: "(", count: 5000), "(((((){1000}){1000}){1000}){1000})",
    ])
    func `What cannot be followed is refused in words`(pattern: String) {
        let error = #expect(throws: PatternError.self) { try JavaPattern(pattern) }
        #expect(error?.reason.isEmpty == false)
    }

    /// Each of them takes a matcher that goes back longer than anyone will wait.
    @Test(arguments: ["(a+)+b", "(a|aa)+b", "(a*)*b", "(.*)*,(.*)*,", "((a?){30}){20}b"])
    func `No pattern takes for ever`(pattern: String) throws {
        #expect(try !JavaPattern(pattern).matches(String(repeating: "a", count: 1000)))
    }

    @Test func `A pattern and a text that are too long for each other are refused`() throws {
        let pattern = try JavaPattern("(a{1000}){9}")
        #expect(throws: PatternError.self) { try pattern.matches(String(repeating: "a", count: 100_000)) }
    }

    @Test(arguments: UInt64(1)...200) func `Random patterns say what Swift's own expressions say`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let pattern = Self.pattern(depth: 3, &random)
        let (own, peer) = (try JavaPattern(pattern), try Regex(pattern))
        for _ in 0..<30 {
            let text = String(
                (0..<Int.random(in: 0...6, using: &random)).map { _ in "abc".randomElement(using: &random)! })
            let matches = try own.matches(text)
            #expect(matches == (text.wholeMatch(of: peer) != nil), "\(pattern) on '\(text)'")
        }
    }

    private static func pattern(depth: Int, _ random: inout SeededGenerator) -> String {
        if depth == 0 { return ["a", "b", ".", "[ab]", "[^a]", "\\w"].randomElement(using: &random) ?? "a" }
        let parts = (0..<Int.random(in: 1...3, using: &random)).map { _ in
            let quantifiers = ["", "", "*", "+", "?", "{2}", "{1,2}", "{1,}", "*?"]
            return "(?:\(pattern(depth: depth - 1, &random)))" + (quantifiers.randomElement(using: &random) ?? "")
        }
        return parts.joined(separator: Bool.random(using: &random) ? "|" : "")
    }
}

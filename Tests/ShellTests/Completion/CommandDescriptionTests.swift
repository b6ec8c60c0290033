import LineEditor
import Testing

@testable import Shell

/// What the argument parser tells of its commands: completion depends on the shape of it.
@Suite struct CommandDescriptionTests {
    @Test func everyCommandDescribesItself() {
        for type in CommandCatalog.commands {
            #expect(CommandDescription(type) != nil, "\(type.name)")
        }
    }

    @Test func optionsHaveTheirLongNameAndWhatTheyAreFor() throws {
        let description = try #require(CommandDescription(Logs.self))
        expectSame(
            description.options(besides: ["logs"]),
            [
                Candidate("--follow", description: "Go on as the log grows, until the build ends."),
                Candidate("--lines", description: "Only the last lines."),
                Candidate("--json", description: "Print the API's own shapes as JSON."),
                Candidate("--help", description: "Show help information."),
            ])
    }

    @Test func anOptionThatWasGivenUnderAnyNameIsNotOfferedAgain() throws {
        let description = try #require(CommandDescription(Logs.self))
        expectSame(
            description.options(besides: ["logs", "-f", "--json", "-n", "5"]).map(\.text), ["--help"])
    }

    @Test(arguments: [
        (["logs"], "action"), (["logs", "-f"], "action"), (["logs", "-n"], "lines"), (["logs", "-n", "5"], "action"),
        (["logs", "Build/Unit"], nil), (["logs", "-n", "5", "Build/Unit"], nil),
    ])
    func theNextWordIsKnown(words: [String], name: String?) throws {
        expectSame(try #require(CommandDescription(Logs.self)).valueName(after: words), name)
    }

    @Test func aRepeatedArgumentGoesOn() throws {
        let description = try #require(CommandDescription(CommitChanges.self))
        expectSame(description.valueName(after: ["commit", "-m", "text", "a", "b"]), "paths")
    }
}

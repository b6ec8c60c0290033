import CloudFormation
import Testing

struct StackSelectionTests {
    private func assembly() throws -> CloudAssembly {
        try WrittenAssembly(files: [
            "manifest.json": """
            {"version": "55.0.0", "artifacts": {
              \(WrittenAssembly.stack("pipeline", dependencies: ["support"])), \(WrittenAssembly.stack("support")),
              "dev": {"type": "cdk:cloud-assembly", "properties": {"directoryName": "dev"}}}}
            """,
            "dev/manifest.json": """
            {"version": "55.0.0", "artifacts": {
              \(WrittenAssembly.stack("devnet", more: #""displayName": "pipeline/dev/net","#)),
              \(WrittenAssembly.stack("devapp", more: #""displayName": "pipeline/dev/app","#))}}
            """,
        ]).read()
    }

    @Test(arguments: [
        ("pipeline", ["pipeline"]), ("p*", ["pipeline"]), ("*", ["support", "pipeline"]),
        ("**", ["support", "pipeline", "devapp", "devnet"]), ("pipeline/**", ["devapp", "devnet"]),
        ("*/dev/???", ["devapp", "devnet"]), ("pipeline/dev/{net,db}", ["devnet"]),
        ("{support,pipeline/{dev,test}/app}", ["support", "devapp"]), ("**/net", ["devnet"]),
    ])
    func aPatternSelectsByDisplayName(_ pattern: String, _ expected: [String]) throws {
        let selection = try assembly().selecting(.matching([pattern]), exclusively: true)
        #expect(selection.stacks.map(\.id) == expected)
        #expect(selection.added.isEmpty)
    }

    @Test func whatIsNeededFirstIsAddedAndNamed() throws {
        let selection = try assembly().selecting(.matching(["pipeline"]))
        #expect(selection.stacks.map(\.id) == ["support", "pipeline"])
        #expect(selection.added.map(\.id) == ["support"])
    }

    @Test func withoutANameThereMustBeOneStack() throws {
        let error = #expect(throws: StackSelection.Refusal.self) { try assembly().selecting(.single) }
        #expect(error?.description.contains("support · pipeline · pipeline/dev/app") == true)
        let one = try WrittenAssembly(artifacts: WrittenAssembly.stack("a")).read()
        #expect(try one.selecting(.single).stacks.map(\.id) == ["a"])
    }

    @Test func allAreThoseThatNoStageHas() throws {
        #expect(try assembly().selecting(.all).stacks.map(\.id) == ["support", "pipeline"])
        let stages = try WrittenAssembly(files: [
            "manifest.json": """
            {"version": "55.0.0", "artifacts": {
              "b": {"type": "cdk:cloud-assembly", "properties": {"directoryName": "b"}},
              "a": {"type": "cdk:cloud-assembly", "properties": {"directoryName": "a"}}}}
            """,
            "a/manifest.json": #"{"version": "55.0.0", "artifacts": {\#(WrittenAssembly.stack("first"))}}"#,
            "b/manifest.json": #"{"version": "55.0.0", "artifacts": {\#(WrittenAssembly.stack("second"))}}"#,
        ]).read()
        #expect(throws: StackSelection.Refusal.stagesOnly) { try stages.selecting(.all) }
        // Stages come as the app has made them.
        #expect(try stages.selecting(.matching(["**"])).stacks.map(\.id) == ["second", "first"])
    }

    @Test func aNameThatNothingHasIsRefused() throws {
        #expect(throws: StackSelection.Refusal.noMatch(["x*"])) { try assembly().selecting(.matching(["x*"])) }
        #expect(throws: StackSelection.Refusal.noStacks) {
            try WrittenAssembly(artifacts: "").read().selecting(.all)
        }
    }

    @Test(arguments: [
        String(repeating: "*", count: 10_000) + "x", String(repeating: "**a", count: 500),
        String(repeating: "{a,b}", count: 50),
    ])
    func noPatternTakesLong(_ pattern: String) throws {
        #expect(throws: StackSelection.Refusal.self) { try assembly().selecting(.matching([pattern])) }
    }
}

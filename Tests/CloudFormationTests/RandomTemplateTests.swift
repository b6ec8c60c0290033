import CloudFormation
import TestSupport
import Testing

/// What holds for every template, tried on random ones.
struct RandomTemplateTests {
    private func evaluated(_ text: String, stage: String) throws -> EvaluatedTemplate {
        let stack = StackContext(
            stackName: "shop", parameters: ["Stage": stage], exports: RandomTemplate.exports)
        return try Template(text).evaluated(for: stack)
    }

    @Test(arguments: 0..<300)
    func bothFormsMeanWhatWasMeantAndNameWhatIsNotKnown(_ seed: UInt64) throws {
        let template = RandomTemplate(seed: seed)
        for stage in ["prod", "dev", "test", ""] {
            let (json, yaml) = try (evaluated(template.json, stage: stage), evaluated(template.yaml, stage: stage))
            let standIns = Dictionary(json.assumptions.map { ($0.expression, $0.value) }) { _, last in last }
            var meaning = RandomMeaning(template, stage: stage, standIns: standIns)
            let meant = meaning.resources()
            for evaluated in [json, yaml] {
                #expect(evaluated.resources.map(\.logicalID) == meant.map(\.id))
                #expect(evaluated.resources.map(\.properties) == meant.map(\.properties))
                #expect(Set(evaluated.assumptions.map(\.expression)) == meaning.asked)
                #expect(evaluated.misuses.isEmpty)
            }
            #expect(json.assumptions == yaml.assumptions)
        }
    }

    @Test(arguments: 0..<300)
    func whatIsEvaluatedEvaluatesToItself(_ seed: UInt64) throws {
        let once = try evaluated(RandomTemplate(seed: seed).json, stage: "dev")
        let written = once.resources.map {
            #""\#($0.logicalID)": {"Type": "\#($0.type)", "Properties": \#($0.properties.json)}"#
        }
        let twice = try evaluated(#"{"Resources": {\#(written.joined(separator: ", "))}}"#, stage: "prod")
        #expect(twice.resources.map(\.properties) == once.resources.map(\.properties))
        #expect(twice.assumptions.isEmpty && twice.misuses.isEmpty)
    }

    @Test(arguments: 1...6)
    func conditionsInACircleAreNamed(_ length: Int) throws {
        var random = SeededGenerator(seed: UInt64(length))
        let conditions = (0..<length).map { index in
            let next = RandomCondition.named("C\((index + 1) % length)")
            let wrapped: [RandomCondition] = [next, .not(next), .and([next, next]), .or([next, next])]
            return "\"C\(index)\": " + (wrapped.randomElement(using: &random) ?? next).json
        }
        let choice = RandomExpression.choice("C0", .text("yes"), .text("no"))
        let text =
            #"{"Conditions": {\#(conditions.joined(separator: ", "))}, "Resources": {"#
            + #""R": {"Type": "T", "Properties": {"V": \#(choice.json)}}}}"#
        let evaluated = try evaluated(text, stage: "dev")
        #expect(evaluated.assumptions.map(\.expression) == ["Condition C0"])
        #expect(["yes", "no"].contains(evaluated.resources.first?.properties["V"]?.text))
    }

    @Test(arguments: 1...6)
    func namesInACircleAreNamed(_ length: Int) throws {
        let resources = (0..<length).map { index in
            let next = RandomExpression.resource("R\((index + 1) % length)")
            return #""R\#(index)": {"Type": "Test::A::Thing", "Properties": {"Name": \#(next.json)}}"#
        }
        let evaluated = try evaluated(#"{"Resources": {\#(resources.joined(separator: ", "))}}"#, stage: "dev")
        let circle = Set((0..<length).map { "Ref R\($0)" })
        #expect(evaluated.assumptions.count == length)
        #expect(Set(evaluated.assumptions.map(\.expression)) == circle)
    }
}

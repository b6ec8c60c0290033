import CloudFormation
import TestSupport
import Testing

/// What holds for every template, tried on random ones.
struct RandomTemplateTests {
    private func value(_ text: String, stage: String) throws -> TemplateValue? {
        let stack = StackContext(stackName: "shop", parameters: ["Stage": stage])
        let evaluated = try Template(text).evaluated(for: stack)
        #expect(evaluated.misuses.isEmpty && evaluated.assumptions.isEmpty)
        return evaluated.resources.first?.properties["Value"]
    }

    private func json(_ value: String) -> String {
        #"{"Parameters": {"Stage": {"Type": "String"}}, "Conditions": {"IsProd": {"Fn::Equals": [{"Ref": "Stage"}, "#
            + #""prod"]}}, "Resources": {"A": {"Type": "T", "Properties": {"Value": "# + value + "}}}}"
    }

    private func yaml(_ value: String) -> String {
        """
        Parameters: {Stage: {Type: String}}
        Conditions: {IsProd: !Equals [!Ref Stage, prod]}
        Resources:
          A:
            Type: T
            Properties:
              Value: \(value)

        """
    }

    @Test(arguments: 0..<300)
    func bothFormsMeanWhatWasMeantForEveryParameter(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let expression = RandomExpression.any(depth: 5, using: &generator)
        for stage in ["prod", "dev", ""] {
            let meaning = expression.meaning(stage: stage)
            #expect(try value(json(expression.json), stage: stage) == meaning)
            #expect(try value(yaml(expression.yaml), stage: stage) == meaning)
        }
    }

    @Test(arguments: 0..<300)
    func whatIsEvaluatedEvaluatesToItself(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let expression = RandomExpression.any(depth: 5, using: &generator)
        let once = try #require(try value(json(expression.json), stage: "dev"))
        #expect(try value(json(once.json), stage: "dev") == once)
    }
}

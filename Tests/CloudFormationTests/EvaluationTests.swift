import CloudFormation
import Foundation
import Testing

struct EvaluationTests {
    private func value(
        _ yaml: String, before: String = "", given parameters: [String: String] = [:]
    ) throws -> TemplateValue? {
        let text =
            before + "\nResources:\n  Bucket: {Type: 'AWS::S3::Bucket'}\n"
            + "  Probe:\n    Type: Test::A::Probe\n    Properties:\n      Value: \(yaml)\n"
        let stack = StackContext(stackName: "shop", parameters: parameters)
        return try Template(text).evaluated(for: stack, types: ["Test::A::Probe"]).resources.first?.properties["Value"]
    }

    @Test func aListWithCommasIsOneOfItsElementsWithoutSpaces() throws {
        let parameter = "Parameters: {Names: {Type: CommaDelimitedList, Default: 'a , b,c '}}"
        #expect(try value("!Join ['+', !Ref Names]", before: parameter)?.text == "a+b+c")
        #expect(try value("!Select [1, !Ref Names]", before: parameter)?.text == "b")
        #expect(try value("!Sub '${Names}'", before: parameter, given: ["Names": "x , y"])?.text == "x,y")
    }

    @Test(arguments: [
        ("!Sub '${AWS::StackName}-${Bucket}-${!Kept}'", "shop-shop-Bucket-${Kept}"),
        ("!Sub ['${A}/${AWS::Region}', {A: !Select [1, [x, y]]}]", "y/us-east-1"),
        ("!Join ['-', [a, !Ref 'AWS::NoValue', 1, true]]", "a-1-true"),
        ("!Select [2, !Split [',', 'a,b,c']]", "c"),
        ("!Base64 hi", "aGk="),
        ("!GetAtt Bucket.Arn", "arn:aws:s3:::shop-Bucket"),
        ("{'Fn::GetAtt': [Bucket, Arn]}", "arn:aws:s3:::shop-Bucket"),
        ("!Select [1, !Cidr ['10.0.0.0/16', 2, 8]]", "10.0.1.0/24"),
        ("!Select [0, !GetAZs '']", "us-east-1a"),
        ("{'Fn::Length': [1, 2]}", "2"),
        ("{'Fn::ToJsonString': {b: 1, a: \"x\\\"y\"}}", #"{"a":"x\"y","b":1}"#),
        ("!ImportValue 'net:vpc'", "net-vpc"),
        ("012345678901", "012345678901"),
    ])
    func aFunctionHasCloudFormationsMeaning(_ written: String, _ expected: String) throws {
        #expect(try value(written)?.text == expected)
    }

    @Test(arguments: [("prod", "big"), ("dev", "small")])
    func conditionsChooseByParameters(_ stage: String, _ expected: String) throws {
        let before = """
            Parameters: {Stage: {Type: String, Default: dev}}
            Mappings: {Sizes: {prod: {Size: big}, dev: {Size: small}}}
            Conditions:
              IsProd: !And [!Equals [!Ref Stage, prod], !Not [!Condition Never]]
              Never: !Or [!Equals [a, b], !Equals [1, '2']]
            """
        #expect(
            try value("!FindInMap [Sizes, !Ref Stage, Size]", before: before, given: ["Stage": stage])?.text
                == expected)
        #expect(try value("!If [IsProd, big, small]", before: before, given: ["Stage": stage])?.text == expected)
    }

    @Test func aResourceWhoseConditionIsFalseIsLeftOut() throws {
        let template = try Template(
            """
            Conditions: {Never: !Equals [a, b]}
            Resources: {A: {Type: T, Condition: Never}, B: {Type: T, DependsOn: A}}
            """)
        let resources = template.evaluated(for: StackContext(stackName: "shop")).resources
        #expect(resources.map(\.logicalID) == ["B"])
        #expect(resources.first?.dependsOn == ["A"])
    }

    @Test func conditionsInACircleEnd() throws {
        let before = "Conditions: {A: !Condition B, B: !Condition A}"
        #expect(try value("!If [A, yes-it-is, no-it-is-not]", before: before)?.text == "no-it-is-not")
    }

    @Test func whatIsUnknownIsNamed() throws {
        let template = try Template(
            "{Parameters: {Token: {Type: String}}, Resources: {P: {Type: T, Properties: {A: !Ref Token}}}}")
        let evaluated = template.evaluated(for: StackContext(stackName: "shop"))
        #expect(evaluated.assumptions.map(\.expression) == ["Ref Token"])
    }

    @Test func aLoopMakesAResourceForEachValue() throws {
        let template = try Template(
            """
            Transform: AWS::LanguageExtensions
            Resources:
              Fn::ForEach::Topics: [Name, [a, b], {'Topic${Name}': {Type: T, Properties: {N: !Ref Name}}}]
            """)
        let resources = template.evaluated(for: StackContext(stackName: "shop")).resources
        #expect(resources.map(\.logicalID) == ["Topica", "Topicb"])
        #expect(resources.map { $0.properties["N"]?.text } == ["a", "b"])
    }

    @Test func aLoopAloneInAnObjectMakesItsMembers() throws {
        let template = try Template(
            """
            Transform: AWS::LanguageExtensions
            Resources:
              A: {Type: T, Properties: {Tags: {'Fn::ForEach::Keys': [Name, [a, b], {'Key${Name}': !Ref Name}]}}}
            """)
        let evaluated = template.evaluated(for: StackContext(stackName: "shop"))
        let tags = evaluated.resources.first?.properties["Tags"]
        #expect(tags == .object(["Keya": .string("a"), "Keyb": .string("b")]))
        #expect(evaluated.misuses.isEmpty)
    }

    @Test func evaluatingJSONGivesWhatYAMLGives() throws {
        let yaml = try Template("Resources: {P: {Type: T, Properties: {A: !Sub '${AWS::Region}', B: !GetAtt P.Arn}}}")
        let json = try Template(
            #"{"Resources": {"P": {"Type": "T", "Properties": {"A": {"Fn::Sub": "${AWS::Region}"}, "#
                + #""B": {"Fn::GetAtt": ["P", "Arn"]}}}}}"#)
        let stack = StackContext(stackName: "shop")
        let (left, right) = (yaml.evaluated(for: stack), json.evaluated(for: stack))
        #expect(left.resources.map(\.properties) == right.resources.map(\.properties))
        #expect(left.assumptions == right.assumptions)
    }

    @Test(arguments: [
        ("!If [IsProd, a]", "Fn::If"), ("!Join [',']", "Fn::Join"), ("!Select [5, [a]]", "Fn::Select"),
        ("!FindInMap [Sizes]", "Fn::FindInMap"), ("!Sub [a]", "Fn::Sub"), ("!GetAtt A", "Fn::GetAtt"),
        ("{'Fn::Joyn': [',', [a]]}", "Fn::Joyn"), ("!Equals [a]", "Fn::Equals"),
    ])
    func aFunctionUsedWronglyIsNamedWithItsPlace(_ written: String, _ function: String) throws {
        let template = try Template("Resources:\n  A:\n    Type: T\n    Properties:\n      V: \(written)\n")
        let evaluated = template.evaluated(for: StackContext(stackName: "shop"))
        #expect(evaluated.misuses.map(\.function) == [function])
        #expect(evaluated.misuses.first?.position?.line == 5)
    }
}

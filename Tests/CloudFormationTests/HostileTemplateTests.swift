import CloudFormation
import Foundation
import TestSupport
import Testing

struct HostileTemplateTests {
    @Test(arguments: [
        String(repeating: "[", count: 50_000), String(repeating: "- ", count: 20_000) + "a",
        "Resources: " + String(repeating: "{a: ", count: 300) + "1" + String(repeating: "}", count: 300),
    ])
    func depthIsRefused(_ text: String) {
        #expect(throws: TemplateError.self) { try Template(text) }
    }

    @Test func aliasesThatMultiplyAreRefused() {
        let levels = (1...12).map { level in
            "  l\(level): &l\(level) [" + Array(repeating: "*l\(level - 1)", count: 9).joined(separator: ", ") + "]"
        }
        let text = "Metadata:\n  l0: &l0 [x]\n" + levels.joined(separator: "\n") + "\nResources: {}\n"
        #expect(throws: TemplateError.self) { try Template(text) }
    }

    @Test(arguments: 0..<300)
    func anyMutationIsReadOrRefused(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var bytes = Array(Self.fixture.utf8)
        for _ in 0..<Int.random(in: 1...8, using: &generator) {
            let index = Int.random(in: bytes.indices, using: &generator)
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.remove(at: index)
            default: bytes.insert(contentsOf: Array("!Ref [{&*:'\"".utf8).shuffled(using: &generator), at: index)
            }
        }
        let stack = StackContext(stackName: "shop")
        guard let template = Template.decode(Data(bytes)) else { return }
        #expect(template.evaluated(for: stack) == template.evaluated(for: stack))
    }

    private static let fixture = """
        Parameters: {Stage: {Type: String, Default: dev}, Names: {Type: CommaDelimitedList}}
        Mappings: {Sizes: {dev: {Size: small}}}
        Conditions: {IsDev: !Equals [!Ref Stage, dev]}
        Resources:
          P:
            Type: AWS::CodePipeline::Pipeline
            Properties:
              Name: !Sub ['${A}-${Stage}', {A: !FindInMap [Sizes, dev, Size]}]
              RoleArn: !GetAtt P.Arn
              Stages: !If [IsDev, [!Select [0, !Split [',', 'a,b']]], !Ref AWS::NoValue]
              Blocks: !Cidr ['10.0.0.0/16', 2, 8]
        """
}

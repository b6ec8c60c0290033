import CloudFormation
import Testing

struct ExportTests {
    private func outputs(_ text: String, exports: [String: String] = [:]) throws -> [StackOutput] {
        try Template("Outputs: {\(text)}\nResources: {B: {Type: 'AWS::S3::Bucket'}}").outputs(
            for: StackContext(stackName: "shop", exports: exports))
    }

    @Test func anOutputHasItsValueAndTheNameOfItsExport() throws {
        let output = try #require(
            try outputs("O: {Value: !Ref 'AWS::Region', Export: {Name: !Sub '${AWS::StackName}:O'}}").first)
        #expect(output.value == "us-east-1")
        #expect(output.exportName == "shop:O")
        #expect(output.assumptions.isEmpty)
    }

    @Test func whatOnlyAWSKnowsIsAssumedByName() throws {
        let output = try #require(try outputs("O: {Value: !Ref B}").first)
        #expect(output.assumptions.map(\.expression) == ["Ref B"])
    }

    @Test func anImportHasTheExportedValue() throws {
        let output = try #require(try outputs("O: {Value: !ImportValue net}", exports: ["net": "vpc-1"]).first)
        #expect(output.value == "vpc-1")
        #expect(output.assumptions.isEmpty)
    }

    @Test func importsAreThoseOfTheConditionsThatHold() throws {
        let template = try Template(
            """
            Conditions: {Never: !Equals [a, b]}
            Resources:
              A: {Type: T, Properties: {X: !ImportValue one, Y: !If [Never, !ImportValue two, '']}}
              B: {Type: T, Condition: Never, Properties: {X: !ImportValue three}}
            Outputs: {O: {Value: !ImportValue {'Fn::Sub': '${AWS::StackName}-four'}}}
            """)
        #expect(template.imports(for: StackContext(stackName: "shop")) == ["one", "shop-four"])
    }

    private let registry = ExportRegistry(
        exports: ["net": .init(value: "vpc-1", stack: "network")], importers: ["net": ["shop"]])

    @Test func anImportNeedsAnExport() {
        #expect(registry.problems(of: [], imports: ["net", "db"], stack: "shop") == [.noSuchExport("db")])
    }

    @Test func anExportHasOneStack() throws {
        let outputs = try outputs("O: {Value: a, Export: {Name: net}}")
        #expect(
            registry.problems(of: outputs, imports: [], stack: "other")
                == [.exportedTwice(name: "net", stack: "network")])
    }

    @Test func anExportInUseStaysAsItIs() throws {
        #expect(
            registry.problems(of: [], imports: [], stack: "network") == [.exportInUse(name: "net", stacks: ["shop"])])
        #expect(registry.problemsOfDeleting(stack: "network") == [.exportInUse(name: "net", stacks: ["shop"])])
        let changed = try outputs("O: {Value: vpc-2, Export: {Name: net}}")
        #expect(
            registry.problems(of: changed, imports: [], stack: "network")
                == [.importedExportChanges(name: "net", stacks: ["shop"])])
        let kept = try outputs("O: {Value: vpc-1, Export: {Name: net}}")
        #expect(registry.problems(of: kept, imports: [], stack: "network").isEmpty)
    }

    @Test func aValueThatIsOnlyAssumedIsNotCompared() throws {
        let assumed = try outputs("O: {Value: !Ref B, Export: {Name: net}}")
        #expect(registry.problems(of: assumed, imports: [], stack: "network").isEmpty)
    }

    @Test func whatAStackNoLongerImportsIsFree() {
        var registry = registry
        registry.record([], imports: [], of: "shop")
        #expect(registry.problemsOfDeleting(stack: "network").isEmpty)
        registry.record([], imports: [], of: "network")
        #expect(registry.exports.isEmpty)
    }
}

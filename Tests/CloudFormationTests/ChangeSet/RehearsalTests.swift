import CloudFormation
import Foundation
import TestSupport
import Testing

struct RehearsalTests {
    private let setting = RehearsedChangeSet.Setting(
        stackName: "shop", environment: AWSEnvironment(account: "111122223333", region: "eu-west-1"))

    private func rehearse(
        _ new: String, _ parameters: [String: String] = [:], over old: String? = nil, tags: [String: String] = [:],
        _ oldParameters: [String: String] = [:], capabilities: Set<Capability> = []
    ) throws -> RehearsedChangeSet {
        RehearsedChangeSet(
            of: StackDeployment(template: try Template(new), parameters: parameters, tags: tags),
            over: try old.map { StackDeployment(template: try Template($0), parameters: oldParameters) },
            in: setting, capabilities: capabilities)
    }

    private static let sized = """
        Parameters: {Size: {Type: Number, Default: 1}}
        Conditions: {IsBig: !Equals [!Ref Size, 2]}
        Resources:
          Topic: {Type: 'AWS::SNS::Topic', Properties: {DisplayName: !Sub 'size ${Size}'}}
          Extra: {Type: 'AWS::SQS::Queue', Condition: IsBig}
        """

    @Test func aNewStackIsCreated() throws {
        let changes = try rehearse(Self.sized)
        #expect(changes.kind == .create)
        #expect(changes.order == ["Topic"])
        #expect(changes.difference.resources.map(\.impact) == [.create])
        #expect(changes.problems.isEmpty)
        #expect(!changes.isEmpty)
    }

    @Test func theSameAgainIsNoChange() throws {
        #expect(try rehearse(Self.sized, over: Self.sized, ["Size": "1"]).isEmpty)
    }

    @Test func aParameterChangesWhatUsesIt() throws {
        let changes = try rehearse(Self.sized, ["Size": "2"], over: Self.sized, ["Size": "1"])
        #expect(changes.difference.resources.map(\.logicalID) == ["Topic", "Extra"])
        #expect(changes.difference.resources.map(\.impact) == [.update, .create])
        #expect(changes.difference.resources.first?.properties.first?.new?.text == "size 2")
    }

    @Test func aPreviousValueIsKept() throws {
        let changes = try rehearse(Self.sized, over: Self.sized, ["Size": "2"])
        #expect(changes.isEmpty)
        #expect(changes.order == ["Topic", "Extra"])
    }

    @Test func tagsAloneAreAChange() throws {
        #expect(try !rehearse(Self.sized, over: Self.sized, tags: ["a": "b"], ["Size": "1"]).isEmpty)
    }

    @Test func aReplacementReachesWhatRefersToIt() throws {
        func template(_ name: String) -> String {
            """
            Conditions: {Never: !Equals [a, b]}
            Resources:
              Bucket: {Type: 'AWS::S3::Bucket', Properties: {BucketName: \(name)}}
              Policy: {Type: 'AWS::S3::BucketPolicy', Properties: {Bucket: !Ref Bucket}}
              Absent: {Type: 'AWS::S3::BucketPolicy', Condition: Never, Properties: {Bucket: !Ref Bucket}}
            """
        }
        let changes = try rehearse(template("b"), over: template("a"))
        #expect(changes.difference.resources.map(\.logicalID) == ["Bucket", "Policy"])
    }

    @Test func everythingThatIsWrongIsSaidAtOnce() throws {
        let changes = try rehearse(
            """
            Parameters: {Name: {Type: String}}
            Resources:
              Role: {Type: 'AWS::IAM::Role', Properties: {RoleName: !ImportValue name, Path: !Ref Nowhere}}
            """)
        #expect(
            changes.problems.map(\.description) == [
                "Parameters: [Name] must have values",
                "Template format error: Unresolved resource dependencies [Nowhere] in the Resources block of the "
                    + "template", "Requires capabilities: [CAPABILITY_NAMED_IAM] for Role",
                "No export named name found",
            ])
    }

    @Test func theGreaterCapabilityIncludesTheLesser() throws {
        let template = "Resources: {Role: {Type: 'AWS::IAM::Role'}}"
        #expect(try rehearse(template, capabilities: [.namedIAM]).problems.isEmpty)
        #expect(try rehearse(template, capabilities: [.autoExpand]).problems.count == 1)
    }

    @Test func aTemplateHasResources() throws {
        #expect(try rehearse("Resources: {}").problems == [.noResources])
    }

    @Test func whatMustNotBeEchoedIsNotShown() throws {
        let template = """
            Parameters: {Password: {Type: String, NoEcho: true}}
            Resources: {A: {Type: T, Properties: {X: !Ref Password}}}
            Outputs: {O: {Value: !Ref Password}}
            """
        let changes = try rehearse(template, ["Password": "hunter2"], over: "Resources: {A: {Type: T}}")
        #expect(changes.difference.resources.first?.properties.first?.new?.text == "****")
        #expect(changes.outputs.map(\.value) == ["****"])
    }

    @Test(.enabled(if: Corpus.directory != nil, "no corpus: set SLUICE_CORPUS"))
    func realAssembliesRehearseInTheirOrder() throws {
        for folder in AssemblyCorpusTests.assemblies {
            let directory = AssemblyDirectory(folder)
            var exports = ExportRegistry()
            for stack in try CloudAssembly(reading: directory.contents).allStacks {
                let template = try stack.template(reading: directory.contents)
                guard !template.resources.isEmpty else { continue }
                let setting = RehearsedChangeSet.Setting(
                    stackName: stack.stackName, environment: stack.environment.resolved(current: setting.environment),
                    exports: exports)
                let deployment = StackDeployment(template: template, parameters: stack.parameters)
                let changes = RehearsedChangeSet(
                    of: deployment, over: nil, in: setting, capabilities: Set(Capability.allCases))
                #expect(changes.problems == [], "\(stack.shownName)")
                #expect(Set(changes.order) == Set(changes.difference.resources.map(\.logicalID)))
                exports.record(changes.outputs, imports: changes.imports, of: stack.stackName)
            }
        }
    }
}

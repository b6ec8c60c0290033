import CloudFormation
import Foundation
import Testing

struct CloudAssemblyTests {
    @Test func aStackHasWhatItsArtifactSays() throws {
        let stack = try #require(
            WrittenAssembly(
                artifacts: WrittenAssembly.stack(
                    "ShopABC",
                    properties: """
                        "stackName": "shop", "parameters": {"Size": "2"}, "tags": {"team": "a"}, "notificationArns": [],
                        "terminationProtection": true, "assumeRoleArn": "deploy", "assumeRoleExternalId": "x",
                        "assumeRoleAdditionalOptions": {"Tags": [{"Key": "K", "Value": "V"}]},
                        "cloudFormationExecutionRoleArn": "exec", "requiresBootstrapStackVersion": 6,
                        "bootstrapStackVersionSsmParameter": "/cdk-bootstrap/q/version",
                        "lookupRole": {"arn": "look", "requiresBootstrapStackVersion": 8},
                        """,
                    more: #""environment": "aws://111122223333/eu-west-1", "displayName": "App/Shop","#)
            ).read().stacks.first)
        #expect(stack.shownName == "App/Shop (shop)")
        #expect(stack.environment == StackEnvironment("aws://111122223333/eu-west-1"))
        #expect(stack.parameters == ["Size": "2"])
        #expect(stack.tags == ["team": "a"])
        #expect(stack.notificationARNs == [])
        #expect(stack.terminationProtection == true)
        #expect(stack.roles.deploy?.arn == "deploy")
        #expect(stack.roles.deploy?.externalID == "x")
        #expect(stack.roles.deploy?.options["Tags"]?.list?.first?["Key"]?.text == "K")
        #expect(stack.roles.executionARN == "exec")
        #expect(stack.roles.lookup?.bootstrap?.version == 8)
        #expect(stack.bootstrap?.parameterName == "/cdk-bootstrap/q/version")
        #expect(stack.templateFile.description == "ShopABC.template.json")
    }

    @Test func whatAStackDoesNotSayStaysOpen() throws {
        let stack = try #require(WrittenAssembly(artifacts: WrittenAssembly.stack("shop")).read().stacks.first)
        #expect(stack.shownName == "shop")
        #expect(stack.environment == .agnostic)
        #expect(stack.notificationARNs == nil)
        #expect(stack.terminationProtection == nil)
        #expect(stack.roles.deploy == nil)
        #expect(stack.bootstrap == nil)
        #expect(stack.assets.isEmpty)
    }

    @Test func stacksComeAfterThoseTheyDependOn() throws {
        let artifacts = [
            WrittenAssembly.stack("a", dependencies: ["c", "a.assets"]), WrittenAssembly.stack("b"),
            WrittenAssembly.stack("c", dependencies: ["d"]), WrittenAssembly.stack("d"),
        ]
        let assembly = try WrittenAssembly(artifacts: artifacts.joined(separator: ",")).read()
        #expect(assembly.stacks.map(\.id) == ["d", "c", "a", "b"])
        let stack = try #require(assembly.stacks.first { $0.id == "a" })
        #expect(assembly.upstream(of: stack).map(\.id) == ["d", "c"])
    }

    @Test func stacksInACircleAreNamedInOrder() {
        let artifacts = [
            WrittenAssembly.stack("a", dependencies: ["b"]), WrittenAssembly.stack("b", dependencies: ["c"]),
            WrittenAssembly.stack("c", dependencies: ["b"]),
        ]
        let assembly = WrittenAssembly(artifacts: artifacts.joined(separator: ","))
        #expect(throws: AssemblyError.circularDependency(path: ["b", "c", "b"])) { try assembly.read() }
    }

    @Test func aStageIsAnAssemblyOfItsOwn() throws {
        let assembly = try WrittenAssembly(files: [
            "manifest.json": """
            {"version": "36.0.0", "artifacts": {\(WrittenAssembly.stack("pipeline")), "assembly-dev": {
              "type": "cdk:cloud-assembly",
              "properties": {"directoryName": "assembly-dev", "displayName": "pipeline/dev"}}}}
            """,
            "assembly-dev/manifest.json": """
            {"version": "36.0.0", "artifacts": {
              \(WrittenAssembly.stack("net", dependencies: ["net.assets"])),
              "net.assets": {"type": "cdk:asset-manifest", "properties": {"file": "net.assets.json"}}}}
            """,
            "assembly-dev/net.assets.json": """
            {"version": "36.0.0", "files": {"abc": {"source": {"path": "../asset.abc", "packaging": "zip"},
              "destinations": {}}}}
            """,
        ]).read()
        #expect(assembly.allStacks.map(\.id) == ["pipeline", "net"])
        #expect(assembly.nested.map(\.displayName) == ["pipeline/dev"])
        let stack = try #require(assembly.nested.first?.stacks.first)
        #expect(stack.templateFile.description == "assembly-dev/net.template.json")
        #expect(stack.assets.files.map(\.source) == [.zip(of: try #require(AssemblyPath.root.appending("asset.abc")))])
    }

    @Test func constructPathsAndRemarksComeFromTheManifestAndItsMetadataFile() throws {
        let assembly = try WrittenAssembly(
            artifacts: WrittenAssembly.stack(
                "shop",
                more: """
                    "additionalMetadataFile": "shop.metadata.json",
                    "metadata": {"/shop/Bucket/Resource": [{"type": "aws:cdk:logicalId", "data": "Bucket123"}]},
                    """),
            files: [
                "shop.metadata.json": """
                {"/shop/Queue": [{"type": "aws:cdk:logicalId", "data": "Queue456"},
                  {"type": "aws:cdk:warning", "data": "is not encrypted", "trace": ["a"]},
                  {"type": "aws:cdk:asset", "data": {"path": "x"}}]}
                """
            ]
        ).read()
        let constructs = try #require(assembly.stacks.first).constructs
        #expect(constructs.paths == ["Bucket123": "shop/Bucket/Resource", "Queue456": "shop/Queue"])
        #expect(constructs.shownPath(of: "Bucket123") == "shop/Bucket")
        #expect(constructs.annotations.map(\.level) == [.warning])
        #expect(constructs.annotations.map(\.constructPath) == ["shop/Queue"])
        #expect(constructs.annotations.map(\.message) == ["is not encrypted"])
    }

    @Test func missingContextIsTheQuestionToAsk() throws {
        let assembly = try WrittenAssembly(files: [
            "manifest.json": """
            {"version": "55.0.0", "missing": [{"key": "availability-zones:account=1:region=eu-west-1",
              "provider": "availability-zones", "props": {"account": "1", "region": "eu-west-1"}}]}
            """
        ]).read()
        let missing = try #require(assembly.missingContext.first)
        #expect(missing.provider == "availability-zones")
        #expect(missing.props["region"]?.text == "eu-west-1")
    }

    @Test func unknownArtifactsAndMembersAreIgnored() throws {
        let assembly = try WrittenAssembly(
            artifacts: """
                "flags": {"type": "cdk:feature-flag-report", "properties": {"flags": {"a": {"b": true}}}},
                "future": {"type": "cdk:not-invented-yet"}, \(WrittenAssembly.stack("a", more: #""colour": "red","#))
                """
        ).read()
        #expect(assembly.stacks.map(\.id) == ["a"])
    }

    @Test func aStackMayBeWithoutResources() throws {
        let written = WrittenAssembly(
            artifacts: WrittenAssembly.stack("a"), files: ["a.template.json": #"{"Parameters": {}}"#])
        let stack = try #require(written.read().stacks.first)
        #expect(try stack.template(reading: written.contents).resources.isEmpty)
    }

    @Test func aNestedStacksTemplateIsAnAsset() throws {
        let written = WrittenAssembly(
            artifacts: WrittenAssembly.stack("a"),
            files: [
                "a.template.json": """
                {"Resources": {"Net": {"Type": "AWS::CloudFormation::Stack",
                  "Metadata": {"aws:asset:path": "net.nested.template.json"}}}}
                """,
                "net.nested.template.json": #"{"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}"#,
            ])
        let stack = try #require(written.read().stacks.first)
        let templates = try stack.templates(reading: written.contents)
        #expect(templates.nested["Net"]?.template.resources.map(\.key) == ["Topic"])
        let texts = try stack.nestedTexts(reading: written.contents)
        #expect(texts.keys.sorted() == ["Net"])
    }
}

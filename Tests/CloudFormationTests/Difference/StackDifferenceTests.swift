import CustomDump
import Testing

@testable import CloudFormation

@Suite("Difference of a stack and those nested in it")
struct StackDifferenceTests {
    private static let type = "AWS::CloudFormation::Stack"

    private static func template(_ resources: String) throws -> Template {
        try Template("Resources: {Keep: {Type: 'AWS::SNS::Topic'}\(resources.isEmpty ? "" : ", ")\(resources)}")
    }

    private static func nest(_ version: Int, retained: Bool = false) -> String {
        let policy = retained ? ", DeletionPolicy: Retain" : ""
        return """
            Cache1: {Type: '\(type)'\(policy), Metadata: {'aws:cdk:path': 'shop/Cache.NestedStack/Cache.NestedStackResource'},
              Properties: {TemplateURL: v\(version)}}
            """
    }

    /// A stack with one nested in it that holds `inner`.
    private static func tree(_ inner: String, _ version: Int = 1, retained: Bool = false) throws -> TemplateTree {
        TemplateTree(
            try template(nest(version, retained: retained)), nested: ["Cache1": TemplateTree(try template(inner))])
    }

    private static let queue = "Q1: {Type: 'AWS::SQS::Queue', Metadata: {'aws:cdk:path': 'shop/Cache/Q/Resource'}}"
    private static let policy = """
        P: {Type: 'AWS::IAM::Policy', Properties: {Roles: [r], PolicyDocument: {Statement: [
          {Effect: Allow, Action: 's3:*', Resource: '*'}]}}}
        """

    @Test func whatChangesInANestedStackStandsBelowItsName() throws {
        expectNoDifference(
            StackDifference(from: try Self.tree(Self.queue), to: try Self.tree("", 2)).text(),
            """
            Resources
            [~]  AWS::CloudFormation::Stack  shop/Cache.NestedStack/Cache.NestedStackResource  Cache1
                  TemplateURL: "v1" → "v2"

            Nested stack shop/Cache.NestedStack/Cache.NestedStackResource (Cache1)
              Resources
              [-]  AWS::SQS::Queue  shop/Cache/Q  Q1  destroy
            """)
    }

    @Test func whatIsLostInANestedStackIsLost() throws {
        #expect(StackDifference(from: try Self.tree(Self.queue), to: try Self.tree("")).isDestructive)
        #expect(!StackDifference(from: try Self.tree(""), to: try Self.tree(Self.queue)).isDestructive)
    }

    @Test func permissionsOfNestedStacksStandInTheCommonTable() throws {
        let broadening = StackDifference(from: try Self.tree(""), to: try Self.tree(Self.policy))
        #expect(broadening.isBroadening)
        #expect(broadening.text().hasPrefix("IAM Statement Changes\n"))
        #expect(!StackDifference(from: try Self.tree(Self.policy), to: try Self.tree("")).isBroadening)
    }

    /// With its stack everything in it goes, but not where the stack stays.
    @Test func whatGoesWithANestedStackIsNamed() throws {
        let none = TemplateTree(try Self.template(""))
        #expect(StackDifference(from: try Self.tree(Self.queue), to: none).text().contains("Q1    destroy"))
        let kept = StackDifference(from: try Self.tree(Self.queue, retained: true), to: none)
        #expect(kept.nested.isEmpty)
        #expect(StackDifference(from: try Self.tree(Self.queue), to: nil).nested["Cache1"]?.isDestructive == true)
    }

    @Test func aTemplateThatIsNotKnownCountsAsUnchanged() throws {
        let unknown = TemplateTree(try Self.template(Self.nest(1)))
        #expect(StackDifference(from: try Self.tree(Self.queue), to: unknown).isEmpty)
    }

    /// A hostile assembly: its nested template is the stack's own.
    @Test func templatesThatNameThemselvesEnd() throws {
        let own = #"{"Type": "AWS::CloudFormation::Stack", "Metadata": {"aws:asset:path": "a.template.json"}}"#
        let written = WrittenAssembly(
            artifacts: WrittenAssembly.stack("a"),
            files: ["a.template.json": #"{"Resources": {"A": \#(own)}}"#])
        let tree = try #require(written.read().stacks.first).templates(reading: written.contents)
        let depth = sequence(first: tree) { $0.nested["A"] }.reduce(0) { count, _ in count + 1 }
        #expect(depth == 2)
    }
}

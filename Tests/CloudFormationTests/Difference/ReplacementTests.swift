import CloudFormation
import Testing

struct ReplacementTests {
    private func impact(_ type: String, _ old: String, _ new: String) throws -> ResourceDifference.Impact? {
        let before = try Template("Resources: {A: {Type: '\(type)', Properties: {\(old)}}}")
        let after = try Template("Resources: {A: {Type: '\(type)', Properties: {\(new)}}}")
        return TemplateDifference(from: before, to: after).resources.first?.impact
    }

    @Test(arguments: [
        ("AWS::S3::Bucket", "BucketName: a", "BucketName: b", ResourceDifference.Impact.replace),
        ("AWS::S3::Bucket", "", "BucketName: b", .replace),
        ("AWS::S3::Bucket", "VersioningConfiguration: {}", "", .update),
        ("AWS::CodePipeline::Pipeline", "Stages: [a]", "Stages: [b]", .update),
        ("AWS::Lambda::Permission", "Principal: a", "Principal: b", .replace),
        ("AWS::ECS::TaskDefinition", "Tags: [a]", "Tags: [b]", .update),
        ("AWS::DynamoDB::Table", "KeySchema: a", "KeySchema: b", .mayReplace),
        ("AWS::EKS::Cluster", "Name: a", "Name: b", .replace),
        ("Custom::Anything", "Name: a", "Name: b", .update),
    ])
    func aPropertySaysWhatChangingItDoes(
        _ type: String, _ old: String, _ new: String, _ expected: ResourceDifference.Impact
    ) throws {
        #expect(try impact(type, old, new) == expected)
    }

    @Test func nothingIsPromisedForATypeThatIsNotKnown() throws {
        let old = try Template("Resources: {A: {Type: 'My::Own::Type', Properties: {X: 1}}}")
        let new = try Template("Resources: {A: {Type: 'My::Own::Type', Properties: {X: 2}}}")
        let change = TemplateDifference(from: old, to: new).resources.first?.properties.first
        #expect(change?.replacement == .unknown)
    }

    @Test func anotherTypeIsAnotherResource() throws {
        let old = try Template("Resources: {A: {Type: 'AWS::SQS::Queue'}}")
        let new = try Template("Resources: {A: {Type: 'AWS::SNS::Topic'}}")
        #expect(TemplateDifference(from: old, to: new).resources.map(\.impact) == [.replace])
    }

    @Test func whatRefersToAReplacedResourceChangesToo() throws {
        func template(_ name: String) throws -> Template {
            try Template(
                """
                Resources:
                  Bucket: {Type: 'AWS::S3::Bucket', Properties: {BucketName: \(name)}}
                  Policy: {Type: 'AWS::S3::BucketPolicy', Properties: {Bucket: !Ref Bucket, PolicyDocument: {}}}
                  Role: {Type: 'AWS::IAM::Role', Properties: {Description: !Sub 'reads ${Bucket.Arn}'}}
                  Other: {Type: 'AWS::SNS::Topic', Properties: {TopicName: Bucket}}
                """)
        }
        let difference = TemplateDifference(from: try template("a"), to: try template("b"))
        #expect(difference.resources.map(\.logicalID) == ["Bucket", "Policy", "Role"])
        #expect(difference.resources.map(\.impact) == [.replace, .mayReplace, .update])
        #expect(difference.resources.last?.properties.map(\.cause) == ["Bucket"])
    }
}

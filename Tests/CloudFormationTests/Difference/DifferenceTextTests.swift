import CloudFormation
import CustomDump
import Testing

struct DifferenceTextTests {
    @Test func whatDiffersStandsInAlignedColumns() throws {
        let old = try Template(
            """
            Parameters: {Size: {Type: Number, Default: 1}}
            Resources:
              Bucket123: {Type: 'AWS::S3::Bucket', Properties: {BucketName: a}}
              Policy: {Type: 'AWS::S3::BucketPolicy', Properties: {Bucket: !Ref Bucket123}}
              Old: {Type: 'AWS::SQS::Queue', DeletionPolicy: Retain}
            """)
        let new = try Template(
            """
            Parameters: {Size: {Type: Number, Default: 2}}
            Resources:
              Bucket123: {Type: 'AWS::S3::Bucket', Properties: {BucketName: b}}
              Policy: {Type: 'AWS::S3::BucketPolicy', Properties: {Bucket: !Ref Bucket123}}
              New: {Type: 'AWS::SNS::Topic'}
            Outputs: {Name: {Value: !Ref New}}
            """)
        let paths = ["Bucket123": "Shop/Bucket"]
        expectNoDifference(
            TemplateDifference(from: old, to: new).text { paths[$0] },
            """
            Parameters
            [~]  Size: {"Default":1,"Type":"Number"} → {"Default":2,"Type":"Number"}

            Resources
            [-]  AWS::SQS::Queue                     Old        orphan
            [~]  AWS::S3::Bucket        Shop/Bucket  Bucket123  replace
                  BucketName: "a" → "b" (requires replacement)
            [~]  AWS::S3::BucketPolicy               Policy     may be replaced
                  Bucket: changes with the replacement of Bucket123 (may require replacement)
            [+]  AWS::SNS::Topic                     New

            Outputs
            [+]  Name: {"Value":{"Ref":"New"}}
            """)
    }

    @Test func nothingThatDiffersIsNoText() throws {
        let template = try Template("Resources: {A: {Type: T}}")
        #expect(TemplateDifference(from: template, to: template).text() == "")
    }

    @Test func aLongValueIsCut() throws {
        let long = String(repeating: "x", count: 500)
        let new = try Template("Resources: {A: {Type: T, Properties: {P: \(long)}}}")
        let text = TemplateDifference(from: try Template("Resources: {A: {Type: T}}"), to: new).text()
        #expect(text.contains("…"))
        #expect(text.count < 200)
    }
}

import CloudFormation
import Foundation
import TestSupport
import Testing

struct HostileRehearsalTests {
    /// Whatever a template says, comparing and rehearsing it ends and answers the same again.
    @Test(arguments: 0..<150)
    func anyMutationIsComparedAndRehearsed(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var text = Self.fixture
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let (from, to) = (Self.words.randomElement(using: &generator), Self.words.randomElement(using: &generator))
            guard let from, let to, let range = text.ranges(of: from).randomElement(using: &generator) else { continue }
            text.replaceSubrange(range, with: to)
        }
        guard let old = Template.decode(Data(Self.fixture.utf8)), let new = Template.decode(Data(text.utf8)) else {
            return
        }
        let setting = RehearsedChangeSet.Setting(
            stackName: "shop", environment: AWSEnvironment(account: "111122223333", region: "eu-west-1"))
        func rehearse() -> RehearsedChangeSet {
            RehearsedChangeSet(
                of: StackDeployment(template: new), over: StackDeployment(template: old), in: setting,
                capabilities: [])
        }
        let changes = rehearse()
        #expect(changes == rehearse())
        #expect(TemplateDifference(from: new, to: new, isStrict: true).isEmpty)
        #expect(SecurityDifference(from: new, to: new).isEmpty)
        #expect(changes.security.isEmpty == changes.security.text().isEmpty)
        #expect(changes.difference.isEmpty == changes.difference.text().isEmpty)
    }

    private static let words = [
        "Ref", "Fn::Join", "Fn::GetAtt", "Fn::If", "[", "]", "Statement", "Policies", "Role", "Bucket", "Allow", "a",
        "1", "Type", "IsOn", "Condition", "AWS::NoValue", "AWS::IAM::Role", "AWS::EC2::SecurityGroup", "DependsOn",
        "PolicyDocument", "null", "Properties",
    ]

    private static let fixture = """
        {"Parameters": {"P": {"Type": "String", "Default": "a"}},
         "Conditions": {"IsOn": {"Fn::Equals": [{"Ref": "P"}, "a"]}},
         "Resources": {
          "Role": {"Type": "AWS::IAM::Role", "Condition": "IsOn", "Properties": {
            "AssumeRolePolicyDocument": {"Statement": [{"Effect": "Allow", "Principal": {"AWS": {"Ref": "P"}}}]},
            "Policies": [{"PolicyDocument": {"Statement": [{"Effect": "Allow", "Action": ["a"],
              "Resource": {"Fn::Join": ["", [{"Fn::GetAtt": ["Bucket", "Arn"]}, "/*"]]}}]}}],
            "ManagedPolicyArns": [{"Fn::If": ["IsOn", "a", {"Ref": "AWS::NoValue"}]}]}},
          "Bucket": {"Type": "AWS::S3::Bucket", "DependsOn": "Group", "Properties": {"BucketName": {"Ref": "P"}}},
          "Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {
            "SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 1, "CidrIp": "0.0.0.0/0"}]}}},
         "Outputs": {"O": {"Value": {"Fn::ImportValue": "a"}, "Export": {"Name": {"Ref": "P"}}}}}
        """
}

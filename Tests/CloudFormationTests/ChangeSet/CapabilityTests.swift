import CloudFormation
import Testing

struct CapabilityTests {
    private func required(_ text: String) throws -> [RequiredCapability] { try Template(text).requiredCapabilities }

    @Test(arguments: [
        ("Resources: {A: {Type: 'AWS::S3::Bucket'}}", []),
        ("Resources: {A: {Type: 'AWS::IAM::Role'}, B: {Type: 'AWS::IAM::Policy'}}", ["CAPABILITY_IAM A B"]),
        (
            "Resources: {A: {Type: 'AWS::IAM::Role'}, B: {Type: 'AWS::IAM::User', Properties: {UserName: u}}}",
            ["CAPABILITY_NAMED_IAM B"]
        ),
        (
            "{Transform: 'AWS::Serverless-2016-10-31', Resources: {}}",
            ["CAPABILITY_AUTO_EXPAND AWS::Serverless-2016-10-31"]
        ),
        (
            "Resources: {A: {Type: T, Properties: {'Fn::Transform': {Name: 'AWS::Include'}}}}",
            ["CAPABILITY_AUTO_EXPAND AWS::Include"]
        ),
        ("Resources: {A: {Type: 'AWS::IAM::Policy', Properties: {PolicyName: p}}}", ["CAPABILITY_IAM A"]),
    ])
    func aTemplateNeedsWhatItMakes(_ text: String, _ expected: [String]) throws {
        let required = try required(text).map { "\($0.capability.rawValue) \($0.reasons.joined(separator: " "))" }
        #expect(required == expected)
    }
}

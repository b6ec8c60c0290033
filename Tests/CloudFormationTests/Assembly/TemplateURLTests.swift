import CloudFormation
import Testing

struct TemplateURLTests {
    private let environment = AWSEnvironment(account: "111122223333", region: "eu-west-1")

    private func stack(_ object: String) throws -> StackArtifact {
        let properties = #""stackTemplateAssetObjectUrl": "\#(object)","#
        let assembly = WrittenAssembly(artifacts: WrittenAssembly.stack("a", properties: properties))
        return try #require(assembly.read().stacks.first)
    }

    @Test func cloudFormationReadsTheTemplateFromTheRegionOfTheStack() throws {
        let stack = try stack("s3://assets-${AWS::AccountId}-${AWS::Region}/abc.json")
        #expect(
            try stack.templateURL(in: environment)
                == "https://s3.eu-west-1.amazonaws.com/assets-111122223333-eu-west-1/abc.json")
        let china = AWSEnvironment(account: "1", region: "cn-north-1", partition: "aws-cn")
        #expect(try stack.templateURL(in: china)?.hasPrefix("https://s3.cn-north-1.amazonaws.com.cn/") == true)
    }

    @Test(arguments: ["s3://b-${AWS::Partition}/k", "s3://bucket", "https://b/k"])
    func anObjectThatNoAddressLeadsToIsRefused(_ object: String) throws {
        let stack = try stack(object)
        #expect(throws: AssemblyError.self) { try stack.templateURL(in: environment) }
    }
}

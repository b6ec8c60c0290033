import CloudFormation
import Deployment
import Foundation
import Testing

struct TemplateDeliveryTests {
    private let environment = AWSEnvironment(account: "111122223333", region: "eu-west-1")

    @Test func aPublishedTemplateHasAnAddress() throws {
        let properties = #""stackTemplateAssetObjectUrl": "s3://b-${AWS::AccountId}/k.json","#
        let stack = try WrittenStack(assets: "{}", properties: properties).read()
        #expect(
            try TemplateDelivery(of: stack, template: Data(), in: environment)
                == .published(url: "https://s3.eu-west-1.amazonaws.com/b-111122223333/k.json"))
    }

    @Test func anotherGoesInlineAsLongAsItFits() throws {
        let stack = try WrittenStack(assets: "{}").read()
        let fitting = String(repeating: " ", count: 51_200)
        #expect(
            try TemplateDelivery(of: stack, template: Data(fitting.utf8), in: environment) == .inline(fitting))
        let large = Data((fitting + " ").utf8)
        #expect(
            try TemplateDelivery(of: stack, template: large, in: environment)
                == .upload(key: "cdk/shop/\(ContentHash(of: large).hexadecimal).yml", body: large))
    }
}

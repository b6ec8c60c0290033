import CloudFormation
import Foundation
import Testing

struct TemplateTests {
    private func properties(_ template: String, parameters: [String: String] = [:]) throws -> TemplateValue {
        let stack = StackContext(stackName: "shop", parameters: parameters)
        return try #require(try Template(template).evaluated(for: stack).resources.first).properties
    }
}

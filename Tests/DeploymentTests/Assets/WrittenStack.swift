import CloudFormation
import Deployment
import Foundation
import Testing

/// A stack of an assembly made of texts, with an asset manifest.
struct WrittenStack {
    var id = "shop"
    var assets: String
    var properties = ""

    func read() throws -> StackArtifact {
        let manifest = """
            {"version": "55.0.0", "artifacts": {
              "\(id)": {"type": "aws:cloudformation:stack", "dependencies": ["assets"],
                "properties": {\(properties) "templateFile": "\(id).template.json"}},
              "assets": {"type": "cdk:asset-manifest", "properties": {"file": "assets.json"}}}}
            """
        let assembly = try CloudAssembly { path throws(AssemblyError) in
            switch path.description {
            case "manifest.json": Data(manifest.utf8)
            case "assets.json": Data(assets.utf8)
            default: throw .missing(path)
            }
        }
        return try #require(assembly.stacks.first)
    }

    func target(region: String = "eu-west-1") throws -> PublishingPlan.Target {
        PublishingPlan.Target(
            stack: try read(), environment: AWSEnvironment(account: "111122223333", region: region))
    }
}

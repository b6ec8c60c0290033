import Foundation
import TestSupport

/// The folder of a CDK app that is synthesised already: one stack, `shop`, with a template, and a folder of code to publish.
struct StackApp {
    /// The display name of the topic: what differs from one deployment to the next.
    var topic = "first"
    var statements = 1
    var parameter: String?
    var isProtected: Bool?
    var tags: [String: String] = [:]
    var hasImage = false
    /// The names of the topics in a stack that is nested in it.
    var nested: [String]?
    /// The version of the bootstrap stack that it needs.
    var bootstrap = 6
    /// Where it is deployed: any account and region unless it says.
    var environment = "aws://unknown-account/unknown-region"
    var hasPipeline = false
    /// Whether its template is no asset.
    var isInline = false
    /// What the app says is wrong with a second stack, `other`.
    var errorElsewhere: String?
    /// Of a stage that `other` is in: whether it validates its stacks.
    var stageValidates: Bool?

    static func with(_ app: StackApp = StackApp(), _ body: (URL) async throws -> Void) async throws {
        try await withScratchDirectory { folder in
            try Data(#"{"app": "assembly"}"#.utf8).write(to: folder.appending(path: "cdk.json"))
            try app.write(to: folder)
            try await body(folder)
        }
    }

    func write(to folder: URL) throws {
        let assembly = folder.appending(path: "assembly", directoryHint: .isDirectory)
        let code = assembly.appending(path: "asset.code", directoryHint: .isDirectory)
        for folder in [code, assembly.appending(path: "assembly-dev")] {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        try Data("exports.handler = async () => 1;\n".utf8).write(to: code.appending(path: "index.js"))
        for (name, text) in [
            "manifest.json": manifest, "shop.template.json": template, "shop.assets.json": assets,
            "cache.nested.template.json": nestedTemplate, "assembly-dev/shop.template.json": template,
            "assembly-dev/manifest.json":
                #"{"version": "55.0.0", "artifacts": {\#(otherStack(errorElsewhere ?? ""))}}"#,
        ] {
            try Data(text.utf8).write(to: assembly.appending(path: name))
        }
    }

    private var template: String {
        let statement = #"{"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}"#
        let more = #", {"Effect": "Allow", "Action": "*", "Resource": "*"}"#
        let parameters = parameter.map { #""Parameters": {"\#($0)": {"Type": "String"}}, "# } ?? ""
        return """
            {\(parameters)"Resources": {
              "Role1": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {"Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}]}}},
              "Policy1": {"Type": "AWS::IAM::Policy", "Properties": {"PolicyName": "p", "Roles": [{"Ref": "Role1"}],
                "PolicyDocument": {"Statement": [\(statement)\(statements > 1 ? more : "")]}}},
              "Topic1": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": "\(topic)"}}\(nestedStack)\(pipeline)}}
            """
    }

    private var pipeline: String { hasPipeline ? #", "Pipe1": {"Type": "AWS::CodePipeline::Pipeline"}"# : "" }

    /// Its address changes with what is in it, as that of an asset does.
    private var nestedStack: String {
        guard let nested else { return "" }
        return """
            , "Cache1": {"Type": "AWS::CloudFormation::Stack", "Metadata": {"aws:cdk:path": "shop/Cache",
              "aws:asset:path": "cache.nested.template.json"}, "Properties": {
              "TemplateURL": "https://s3.us-east-1.amazonaws.com/assets-123456789012/cache-\(nested.joined()).json"}}
            """
    }

    private var nestedTemplate: String {
        let topics = (nested ?? []).map {
            #""\#($0)": {"Type": "AWS::SNS::Topic", "Metadata": {"aws:cdk:path": "shop/Cache/\#($0)/Resource"}}"#
        }
        return #"{"Resources": {\#(topics.joined(separator: ", "))}}"#
    }

    private var manifest: String {
        let protection = isProtected.map { #""terminationProtection": \#($0), "# } ?? ""
        let tagging = tags.map { #""\#($0.key)": "\#($0.value)""# }.joined(separator: ", ")
        let needs =
            #""requiresBootstrapStackVersion": \#(bootstrap), "bootstrapStackVersionSsmParameter": "/cdk-bootstrap/v""#
        let metadata = ["Role": "Role1", "Policy": "Policy1", "Topic": "Topic1"].map {
            #""/shop/\#($0.key)/Resource": [{"type": "aws:cdk:logicalId", "data": "\#($0.value)"}]"#
        }.joined(separator: ", ")
        let object = #""stackTemplateAssetObjectUrl": "s3://assets-${AWS::AccountId}/template-\#(topic).json","#
        return """
            {"version": "55.0.0", "artifacts": {
              "shop": {"type": "aws:cloudformation:stack", "environment": "\(environment)",
                "dependencies": ["shop.assets"], "metadata": {\(metadata)},
                "properties": {"templateFile": "shop.template.json", \(protection)\(needs), "tags": {\(tagging)},
                  "assumeRoleArn": "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/deploy",
                  \(isInline ? "" : object)
                  "cloudFormationExecutionRoleArn": "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/cfn-exec"}},
              \(other)"shop.assets": {"type": "cdk:asset-manifest", "properties": {"file": "shop.assets.json", \(needs)}}}}
            """
    }

    private var other: String {
        guard let errorElsewhere else { return "" }
        if stageValidates != nil {
            return #""assembly-dev": {"type": "cdk:cloud-assembly", "properties": {"directoryName": "assembly-dev"}},"#
        }
        return otherStack(errorElsewhere) + ","
    }

    private func otherStack(_ error: String) -> String {
        """
        "other": {"type": "aws:cloudformation:stack", "environment": "aws://unknown-account/unknown-region",
          "metadata": {"/other/Queue": [{"type": "aws:cdk:error", "data": "\(error)"}]},
          "properties": {"templateFile": "shop.template.json", "validateOnSynth": \(stageValidates ?? false)}}
        """
    }

    private var assets: String {
        if isInline { return #"{"version": "55.0.0", "files": {}}"# }
        let image = """
            "dockerImages": {"1a": {"displayName": "Server", "source": {"directory": "asset.code"}, "destinations": {
              "here": {"repositoryName": "images", "imageTag": "1a"}}}},
            """
        let cache = nested.map {
            """
            "ca": {"displayName": "Cache", "source": {"path": "cache.nested.template.json", "packaging": "file"},
              "destinations": {"here": {"bucketName": "assets-${AWS::AccountId}",
                "objectKey": "cache-\($0.joined()).json"}}},
            """
        }
        return """
            {"version": "55.0.0", \(hasImage ? image : "") "files": {\(cache ?? "")
              "c0de": {"displayName": "Code", "source": {"path": "asset.code", "packaging": "zip"}, "destinations": {
                "here": {"bucketName": "assets-${AWS::AccountId}", "objectKey": "c0de.zip"}}},
              "te": {"displayName": "Template", "source": {"path": "shop.template.json", "packaging": "file"},
                "destinations": {"here": {"bucketName": "assets-${AWS::AccountId}",
                  "objectKey": "template-\(topic).json"}}}}}
            """
    }
}

import CloudFormation
import Foundation
import PipelineAPI

/// The `ParameterOverrides` of a CloudFormation action: values, or functions of input artifacts (CodePipeline user
/// guide, "Using parameter override functions with CodePipeline pipelines").
struct ParameterOverrides {
    private let members: [String: TemplateValue]

    /// - Parameter text: a JSON object, checked by `StackAction`.
    init(_ text: String) throws {
        members = try JSONDecoder().decode([String: TemplateValue].self, from: Data(text.utf8))
    }

    func values(_ files: UnpackedArtifacts) throws -> [String: String] {
        try members.reduce(into: [:]) { values, member in
            values[member.key] = try Self.value(member.value, of: member.key, files)
        }
    }

    /// The artifacts whose places in the bucket are given on, so that they have to be there.
    var publishedArtifacts: Set<String> {
        Set(members.values.compactMap { $0["Fn::GetArtifactAtt"]?.list?.first?.text })
    }

    private static func value(_ value: TemplateValue, of name: String, _ files: UnpackedArtifacts) throws -> String {
        if let text = value.text { return text }
        if let list = value.list { return list.map { $0.text ?? $0.json }.joined(separator: ",") }
        let function = value.object?.first
        let arguments = function?.value.list?.compactMap(\.text) ?? []
        switch (value.object?.count, function?.key, arguments.count) {
        case (1, "Fn::GetArtifactAtt", 2): return try attribute(arguments[1], of: arguments[0], files)
        case (1, "Fn::GetParam", 3): return try member(arguments[2], of: arguments[1], in: arguments[0], files)
        default:
            throw refusal("parameter '\(name)' is neither a text nor Fn::GetArtifactAtt or Fn::GetParam")
        }
    }

    private static func attribute(_ name: String, of artifact: String, _ files: UnpackedArtifacts) throws -> String {
        let location = try files.inputs.location(of: artifact)
        let (bucket, key) = (location.bucket ?? "", location.key ?? "")
        switch name {
        case "BucketName": return bucket
        case "ObjectKey": return key
        case "URL": return "https://s3.amazonaws.com/\(bucket)/\(key)"
        default: throw refusal("Fn::GetArtifactAtt knows BucketName, ObjectKey and URL, not '\(name)'")
        }
    }

    private static func member(
        _ key: String, of path: String, in artifact: String, _ files: UnpackedArtifacts
    ) throws -> String {
        guard let file = StackAction.ArtifactFile("\(artifact)::\(path)") else { throw refusal("it names no file") }
        let content = try? JSONDecoder().decode([String: TemplateValue].self, from: files.content(file))
        guard let content else { throw refusal("\(path) of artifact \(artifact) is no JSON object") }
        guard let value = content[key]?.text else { throw refusal("\(path) of \(artifact) has no text '\(key)'") }
        return value
    }

    private static func refusal(_ words: String) -> StackRefusal {
        .init(code: "ConfigurationError", message: "ParameterOverrides: \(words)")
    }
}

import CloudFormation
import Foundation
import PipelineAPI
import PipelineCore
import PipelineEngine

/// What a CloudFormation action reads from its input artifacts, each unpacked once.
struct StackInputs {
    let action: StackAction
    let start: ActionStart
    let artifacts: ArtifactFolder
    /// For files on their way.
    let drafts: URL
    /// Whether the templates of nested stacks are looked at too: where they really are, CloudFormation reads them itself.
    var readsNested = true

    /// What the action asks CloudFormation for.
    ///
    /// - Throws: `StackRefusal`.
    func request() throws -> StackRequest {
        let folder = drafts.appending(path: UUID().uuidString, directoryHint: .isDirectory)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = UnpackedArtifacts(inputs: self, folder: folder)
        guard let template = action.template else { throw refusal("names no template") }
        let settings = try configuration(files)
        let overrides = try ParameterOverrides(action.parameterOverrides ?? "{}").values(files)
        let text = String(decoding: try files.content(template), as: UTF8.self)
        return StackRequest(
            template: text,
            parameters: (settings.parameters ?? [:]).merging(overrides) { $1 }, tags: settings.tags ?? [:],
            capabilities: action.capabilities,
            nested: readsNested ? try nestedTexts(of: text, in: template, files) : nil, role: action.role,
            policy: settings.stackPolicy?.json)
    }

    /// - Throws: `StackRefusal` if the action has no such input.
    func location(of artifact: String) throws -> S3Location {
        guard let location = start.run.inputArtifacts.first(where: { $0.name?.rawValue == artifact })?.s3location
        else { throw refusal("names the artifact '\(artifact)', which is no input of it") }
        return location
    }

    /// The templates of nested stacks lie beside the one that the action deploys, as the CDK puts them there.
    private func nestedTexts(
        of text: String, in file: StackAction.ArtifactFile, _ files: UnpackedArtifacts
    ) throws -> [String: String] {
        let folder = file.path.split(separator: "/").dropLast().joined(separator: "/")
        // What is no template is refused as that, later.
        return try (try? Template(text))?.nestedTexts { path in
            let place = folder.isEmpty ? path : "\(folder)/\(path)"
            return try StackAction.ArtifactFile("\(file.artifact)::\(place)").map { try files.content($0) }
        } ?? [:]
    }

    private func configuration(_ files: UnpackedArtifacts) throws -> TemplateConfiguration {
        guard let file = action.templateConfiguration else { return TemplateConfiguration() }
        do {
            return try JSONDecoder().decode(TemplateConfiguration.self, from: files.content(file))
        } catch is DecodingError {
            throw refusal(
                "has a TemplateConfiguration, \(file.path), that is not of the form {Parameters, Tags, StackPolicy}")
        }
    }

    private func refusal(_ words: String) -> StackRefusal {
        .init(code: "ConfigurationError", message: "Action '\(start.action.name)' \(words)")
    }
}

/// A template configuration file (CodePipeline user guide, "AWS CloudFormation artifacts").
private struct TemplateConfiguration: Decodable {
    var parameters: [String: String]?
    var tags: [String: String]?
    var stackPolicy: TemplateValue?

    enum CodingKeys: String, CodingKey {
        case parameters = "Parameters"
        case tags = "Tags"
        case stackPolicy = "StackPolicy"
    }

    init() {}
}

/// Input artifacts as folders.
struct UnpackedArtifacts {
    let inputs: StackInputs
    let folder: URL

    /// The content of a file in an artifact; one that leads out of it is none.
    func content(_ file: StackAction.ArtifactFile) throws -> Data {
        let place = folder.appending(path: file.artifact.rawValue, directoryHint: .isDirectory)
        let files = FileManager.default
        if !files.fileExists(atPath: place.path) {
            try files.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try inputs.artifacts.unpack(try inputs.location(of: file.artifact.rawValue), into: place)
        }
        do {
            guard let path = AssemblyPath.root.appending(file.path) else { throw absence(file) }
            return try AssemblyDirectory(place).contents(of: path)
        } catch is AssemblyError {
            throw absence(file)
        }
    }

    private func absence(_ file: StackAction.ArtifactFile) -> StackRefusal {
        .init(
            code: "ConfigurationError",
            message: "File [\(file.path)] does not exist in artifact [\(file.artifact)]")
    }
}

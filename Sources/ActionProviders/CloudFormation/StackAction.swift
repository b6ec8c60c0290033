import Foundation
import PipelineAPI

/// What a Deploy/CloudFormation action asks for (CodePipeline user guide, "CloudFormation deploy action reference").
struct StackAction {
    enum Mode: String, CaseIterable {
        case createUpdate = "CREATE_UPDATE"
        case replaceOnFailure = "REPLACE_ON_FAILURE"
        case deleteOnly = "DELETE_ONLY"
        case changeSetReplace = "CHANGE_SET_REPLACE"
        case changeSetExecute = "CHANGE_SET_EXECUTE"
    }

    /// A file of an input artifact, written `Artifact::path/in/it`.
    struct ArtifactFile {
        var artifact: ArtifactName
        var path: String

        init?(_ text: String) {
            guard let separator = text.firstRange(of: "::"), separator.lowerBound != text.startIndex else { return nil }
            artifact = ArtifactName(String(text[..<separator.lowerBound]))
            path = String(text[separator.upperBound...])
            if path.isEmpty { return nil }
        }
    }

    var mode: Mode
    var stackName: String
    var changeSetName: String?
    var template: ArtifactFile?
    var templateConfiguration: ArtifactFile?
    var parameterOverrides: String?
    var capabilities: [String]
    /// The role that CloudFormation works with.
    var role: String?
    var outputFileName: String?

    /// What is wrong with a configuration, in a sentence.
    struct Problem: Error {
        var sentence: String
    }

    init(_ action: ActionDeclaration) throws(Problem) {
        let configuration = action.configuration ?? [:]
        let name = action.name
        guard let mode = configuration["ActionMode"].flatMap(Mode.init) else {
            let modes = Mode.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem(sentence: "The ActionMode of action '\(name)' must be one of \(modes)")
        }
        self.mode = mode
        stackName = configuration["StackName"] ?? ""
        changeSetName = configuration["ChangeSetName"]
        template = try Self.file("TemplatePath", action)
        templateConfiguration = try Self.file("TemplateConfiguration", action)
        parameterOverrides = configuration["ParameterOverrides"]
        capabilities = (configuration["Capabilities"] ?? "").split(separator: ",").map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        role = configuration["RoleArn"].flatMap { $0.isEmpty ? nil : $0 }
        outputFileName = configuration["OutputFileName"]
        try check(name)
    }

    /// CloudFormation API, CreateStack, and the same for change sets: a letter, then letters, digits and hyphens, at most 128 in all.
    static func isStackName(_ name: String) -> Bool {
        name.utf8.count <= 128 && name.wholeMatch(of: /[A-Za-z][A-Za-z0-9-]*/) != nil
    }

    private func check(_ name: ActionName) throws(Problem) {
        guard Self.isStackName(stackName) else {
            throw Problem(sentence: "The StackName of action '\(name)', '\(stackName)', can be no stack's name")
        }
        let needsChangeSet = mode == .changeSetReplace || mode == .changeSetExecute
        if needsChangeSet, changeSetName ?? "" == "" {
            throw Problem(sentence: "Action '\(name)' needs a ChangeSetName: its mode is \(mode.rawValue)")
        }
        if needsChangeSet, let changeSetName, !Self.isStackName(changeSetName) {
            throw Problem(
                sentence: "The ChangeSetName of action '\(name)', '\(changeSetName)', can be no change set's name")
        }
        if mode != .deleteOnly, mode != .changeSetExecute, template == nil {
            throw Problem(sentence: "Action '\(name)' needs a TemplatePath: its mode is \(mode.rawValue)")
        }
        if let text = parameterOverrides {
            guard text.utf8.count <= 1024 else {
                throw Problem(sentence: "The ParameterOverrides of action '\(name)' are longer than 1 KB")
            }
            guard (try? JSONSerialization.jsonObject(with: Data(text.utf8))) is [String: Any] else {
                throw Problem(sentence: "The ParameterOverrides of action '\(name)' are no JSON object")
            }
        }
    }

    private static func file(_ key: String, _ action: ActionDeclaration) throws(Problem) -> ArtifactFile? {
        guard let text = action.configuration?[key] else { return nil }
        guard let file = ArtifactFile(text) else {
            throw Problem(
                sentence: "The \(key) of action '\(action.name)' must be written Artifact::path, not '\(text)'")
        }
        guard action.inputArtifacts?.contains(where: { $0.name == file.artifact }) ?? false else {
            throw Problem(
                sentence:
                    "The \(key) of action '\(action.name)' names the artifact '\(file.artifact)', which is no input "
                    + "artifact of the action")
        }
        return file
    }
}

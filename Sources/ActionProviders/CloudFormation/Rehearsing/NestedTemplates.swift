import CloudFormation
import Foundation

/// The templates of nested stacks that lie beside the one that an action deploys, as the CDK puts them there.
struct NestedTemplates {
    /// By the logical id of the nested stack in the template.
    private(set) var texts: [String: String] = [:]

    /// - Throws: `StackRefusal` if a template is named and not there.
    init(of text: String, in file: StackAction.ArtifactFile, _ files: UnpackedArtifacts) throws {
        // What is no template is refused as that, later.
        guard let template = try? Template(text) else { return }
        let folder = file.path.split(separator: "/").dropLast().joined(separator: "/")
        for resource in template.resources where resource.value["Type"]?.text == Self.type {
            guard let path = resource.value["Metadata"]?["aws:asset:path"]?.text else { continue }
            let place = folder.isEmpty ? path : "\(folder)/\(path)"
            guard let nested = StackAction.ArtifactFile("\(file.artifact)::\(place)") else { continue }
            texts[resource.key] = String(decoding: try files.content(nested), as: UTF8.self)
        }
    }

    static let type = "AWS::CloudFormation::Stack"
}

extension RehearsedChangeSet {
    /// What CloudFormation would refuse of the nested stacks, each with the parameters that the template gives it.
    ///
    /// - Throws: `TemplateError` if one is no template.
    static func problems(
        ofNested texts: [String: String], in deployment: StackDeployment, setting: Setting,
        capabilities: Set<Capability>
    ) throws(TemplateError) -> [(logicalID: String, problem: ChangeSetProblem)] {
        let stack = StackContext(
            stackName: setting.stackName, account: setting.environment.account, region: setting.environment.region,
            parameters: deployment.parameters, exports: setting.exports.values)
        let resources = deployment.template.evaluated(for: stack, types: [NestedTemplates.type]).resources
        var problems: [(String, ChangeSetProblem)] = []
        for resource in resources {
            guard let text = texts[resource.logicalID] else { continue }
            let parameters = resource.properties["Parameters"]?.object ?? [:]
            let nested = StackDeployment(
                template: try Template(text), parameters: parameters.compactMapValues { $0.text ?? $0.json })
            var place = setting
            place.stackName = "\(setting.stackName)-\(resource.logicalID)"
            let changeSet = RehearsedChangeSet(of: nested, over: nil, in: place, capabilities: capabilities)
            problems += changeSet.problems.map { (resource.logicalID, $0) }
        }
        return problems
    }
}

import CloudFormation
import Foundation

/// The templates of nested stacks that lie beside the one that an action deploys, as the CDK puts them there, and of those that
/// are nested in them.
struct NestedTemplates {
    /// By the logical ids that lead there: `Network/Subnets`.
    private(set) var texts: [String: String] = [:]

    /// - Throws: `StackRefusal` if a template is named and not there.
    init(of text: String, in file: StackAction.ArtifactFile, _ files: UnpackedArtifacts) throws {
        let folder = file.path.split(separator: "/").dropLast().joined(separator: "/")
        try read(text, [], 1) { path in
            let place = folder.isEmpty ? path : "\(folder)/\(path)"
            return try StackAction.ArtifactFile("\(file.artifact)::\(place)").map {
                String(decoding: try files.content($0), as: UTF8.self)
            }
        }
    }

    private mutating func read(
        _ text: String, _ nesting: [String], _ depth: Int, _ content: (_ path: String) throws -> String?
    ) throws {
        // What is no template is refused as that, later.
        guard let template = try? Template(text), depth < TemplateTree.depthLimit else { return }
        for resource in template.resources where resource.value["Type"]?.text == TemplateTree.nestedStackType {
            guard let path = resource.value["Metadata"]?["aws:asset:path"]?.text, let inner = try content(path) else {
                continue
            }
            let place = nesting + [resource.key]
            texts[place.joined(separator: "/")] = inner
            try read(inner, place, depth + 1, content)
        }
    }
}

extension RehearsedChangeSet {
    /// What CloudFormation would refuse of the nested stacks, each with the parameters that the template gives it.
    ///
    /// - Parameter nesting: the logical ids that lead to the deployment itself.
    /// - Returns: the problems, by the logical ids that lead to their stack.
    /// - Throws: `TemplateError` if one is no template.
    static func problems(
        ofNested texts: [String: String], in deployment: StackDeployment, at nesting: [String] = [],
        setting: Setting, capabilities: Set<Capability>
    ) throws(TemplateError) -> [(place: String, problem: ChangeSetProblem)] {
        let stack = StackContext(
            stackName: setting.stackName, account: setting.environment.account, region: setting.environment.region,
            parameters: deployment.parameters, exports: setting.exports.values)
        let resources = deployment.template.evaluated(for: stack, types: [TemplateTree.nestedStackType]).resources
        var problems: [(String, ChangeSetProblem)] = []
        for resource in resources {
            let way = nesting + [resource.logicalID]
            let name = way.joined(separator: "/")
            guard let text = texts[name] else { continue }
            let parameters = resource.properties["Parameters"]?.object ?? [:]
            var nested = StackDeployment(
                template: try Template(text), parameters: parameters.compactMapValues { $0.text ?? $0.json })
            var place = setting
            place.stackName = "\(setting.stackName)-\(resource.logicalID)"
            let changeSet = RehearsedChangeSet(of: nested, over: nil, in: place, capabilities: capabilities)
            problems += changeSet.problems.map { (name, $0) }
            nested.parameters = changeSet.parameters.texts
            problems += try Self.problems(
                ofNested: texts, in: nested, at: way, setting: place, capabilities: capabilities)
        }
        return problems
    }
}

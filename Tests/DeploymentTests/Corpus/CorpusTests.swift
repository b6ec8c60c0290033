import CloudFormation
import Deployment
import Foundation
import PipelineAPI
import Project
import TestSupport
import Testing

@Suite("Real assemblies and templates")
struct CorpusTests {
    static let assemblies = folders("assemblies")
    static let templates = files("pipelines").filter { file in
        (try? String(contentsOf: file, encoding: .utf8)).map { $0.contains("AWS::CodePipeline::Pipeline") } ?? false
    }

    @Test(
        "An assembly's pipeline is loaded, its assets planned, and its stacks rehearsed, twice without a change",
        .enabled(if: !assemblies.isEmpty, "no corpus: set SLUICE_CORPUS"), arguments: assemblies)
    func assembly(_ folder: URL) throws {
        let directory = AssemblyDirectory(folder)
        let assembly = try CloudAssembly(reading: directory.contents)
        let app = folder.appending(path: "cdk.json")
        let project = try Project.load(assembly, in: directory, app: app, defaults: Project.Defaults())
        let stages = project.declaration.stages.map(\.name.rawValue)
        #expect(stages.first == "Source" && stages.count > 2 && project.file == app)
        let builds = project.declaration.stages.flatMap(\.actions).filter { $0.actionTypeId.provider == "CodeBuild" }
        let known = Set(project.buildProjects.map(\.name))
        #expect(builds.allSatisfy { known.contains($0.configuration?["ProjectName"] ?? "") })
        #expect(project.restartsOnUpdate)

        let plan = PublishingPlan(for: assembly.allStacks.map { .init(stack: $0, environment: place(of: $0)) })
        let destinations = assembly.allStacks.flatMap(\.assets.files).flatMap(\.destinations).count
        #expect(plan.steps.count <= destinations * 2 && plan.steps.isEmpty == (destinations == 0))
        try rehearse(assembly.allStacks, directory)
    }

    /// Each stack after those before it, with their exports.
    private func rehearse(_ stacks: [StackArtifact], _ directory: AssemblyDirectory) throws {
        var exports = ExportRegistry()
        for stack in stacks {
            let template = try stack.template(reading: directory.contents)
            let deployment = StackDeployment(template: template, parameters: stack.parameters, tags: stack.tags)
            func changeSet(over current: StackDeployment?) -> RehearsedChangeSet {
                RehearsedChangeSet(
                    of: deployment, over: current,
                    in: .init(stackName: stack.stackName, environment: place(of: stack), exports: exports),
                    capabilities: Set(Capability.allCases))
            }
            let created = changeSet(over: nil)
            // One snapshot holds a stack for assertions, with nothing in it.
            #expect(template.resources.isEmpty || created.problems == [], "\(stack.displayName)")
            exports.record(created.outputs, imports: created.imports, of: stack.stackName)
            var deployed = deployment
            deployed.parameters = created.parameters.texts
            #expect(changeSet(over: deployed).isEmpty)
        }
    }

    @Test(
        "A pipeline's template is rehearsed, twice without a change",
        .enabled(if: !templates.isEmpty, "no corpus: set SLUICE_CORPUS"), arguments: templates)
    func template(_ file: URL) throws {
        let template = try Template(String(contentsOf: file, encoding: .utf8))
        let given = Dictionary(
            template.declaredParameters.filter { $0.defaultValue == nil }.map { ($0.name, Self.value(of: $0)) }
        ) { first, _ in first }
        let deployment = StackDeployment(template: template, parameters: given)
        let setting = RehearsedChangeSet.Setting(
            stackName: "shop", environment: AWSEnvironment(account: "123456789012", region: "us-east-1"))
        let all = Set(Capability.allCases)
        let created = RehearsedChangeSet(of: deployment, over: nil, in: setting, capabilities: all)
        let unexpected = created.problems.filter { problem in
            switch problem {
            // Other stacks are not here, and no value of ours knows every rule for a parameter.
            case .noSuchExport, .invalidParameter: false
            default: true
            }
        }
        #expect(unexpected == [])
        #expect(created.difference.resources.allSatisfy { $0.impact == .create })
        #expect(!created.difference.isEmpty)
        var deployed = deployment
        deployed.parameters = created.parameters.texts
        let again = RehearsedChangeSet(of: deployment, over: deployed, in: setting, capabilities: all)
        #expect(again.isEmpty)
    }

    private static func value(of parameter: TemplateParameter) -> String {
        parameter.constraints.allowedValues?.first ?? (parameter.type == "Number" ? "1" : "value")
    }

    private func place(of stack: StackArtifact) -> AWSEnvironment {
        stack.environment.resolved(current: AWSEnvironment(account: "123456789012", region: "us-east-1"))
    }

    private static func files(_ folder: String) -> [URL] {
        guard let place = Corpus.directory?.appending(path: folder) else { return [] }
        let files = try? FileManager.default.contentsOfDirectory(
            at: place, includingPropertiesForKeys: [.isDirectoryKey])
        return (files ?? []).sorted { $0.path < $1.path }
    }

    private static func folders(_ folder: String) -> [URL] {
        files(folder).filter { (try? $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) == true }
    }
}

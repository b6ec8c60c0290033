import CloudFormation
import Foundation
import TestSupport
import Testing

/// Every assembly that the CDK really wrote.
struct AssemblyCorpusTests {
    static let assemblies: [URL] = {
        guard let folder = Corpus.directory?.appending(path: "assemblies") else { return [] }
        let entries = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return entries.filter(\.hasDirectoryPath).sorted { $0.path < $1.path }
    }()

    @Test(.enabled(if: !assemblies.isEmpty, "no corpus: set SLUICE_CORPUS"), arguments: assemblies)
    func aRealAssemblyLoadsWithAllItsTemplates(_ folder: URL) throws {
        let directory = AssemblyDirectory(folder)
        let assembly = try CloudAssembly(reading: directory.contents)
        #expect(!assembly.nested.isEmpty)
        #expect(assembly.missingContext.isEmpty)
        let environment = AWSEnvironment(account: "111122223333", region: "eu-west-1")
        for stack in assembly.allStacks {
            let template = try stack.template(reading: directory.contents)
            for resource in template.resources where resource.value["Type"]?.text != "AWS::CDK::Metadata" {
                #expect(stack.constructs.paths[resource.key] != nil, "\(stack.id) \(resource.key)")
            }
            #expect(try stack.templateURL(in: environment)?.contains("${") != true)
            #expect(stack.templateObject == nil || !stack.assets.isEmpty)
        }
        let tree = try ConstructTree(json: directory.contents(of: #require(assembly.tree)))
        #expect(tree.paths(of: "aws-cdk-lib.pipelines.CodePipeline").count <= 1)
    }

    @Test(.enabled(if: Corpus.directory != nil, "no corpus: set SLUICE_CORPUS"))
    func wavesDeployInTheOrderOfTheirDependencies() throws {
        let folder = try #require(Corpus.directory).appending(path: "assemblies/pipelines-waves")
        let assembly = try CloudAssembly(reading: AssemblyDirectory(folder).contents)
        #expect(assembly.stacks.map(\.stackName) == ["PipelineStack-support-eu-west-1", "PipelineStack"])
        let production = try #require(assembly.nested.first { $0.displayName == "Prod" })
        #expect(production.stacks.map(\.stackName) == ["Prod-Stack1", "Prod-Stack2"])
    }
}

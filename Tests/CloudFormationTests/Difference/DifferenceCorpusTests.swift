import CloudFormation
import Foundation
import TestSupport
import Testing

struct DifferenceCorpusTests {
    private static let folders = AssemblyCorpusTests.assemblies

    @Test(.enabled(if: !folders.isEmpty, "no corpus: set SLUICE_CORPUS"), arguments: folders)
    func aRealPipelineGrantsWhenNewAndChangesNothingAgainstItself(_ folder: URL) throws {
        let directory = AssemblyDirectory(folder)
        let stacks = try CloudAssembly(reading: directory.contents).allStacks
        for template in try stacks.map({ try $0.template(reading: directory.contents) }) {
            #expect(TemplateDifference(from: template, to: template, isStrict: true).isEmpty)
            #expect(SecurityDifference(from: template, to: template).isEmpty)
            let types = Set(template.resources.compactMap { $0.value["Type"]?.text })
            let difference = SecurityDifference(from: nil, to: template)
            if types.contains("AWS::IAM::Role") { #expect(difference.isBroadening) }
            #expect(difference.statements.added.allSatisfy { !$0.actions.values.isEmpty && !$0.isOpaque })
        }
    }
}

import Foundation
import PipelineAPI
import Project
import Testing

/// Real pipelines, where the folder that `SLUICE_CORPUS` names is there.
struct CorpusTests {
    static let folder = ProcessInfo.processInfo.environment["SLUICE_CORPUS"].map {
        URL(filePath: $0).appending(path: "pipelines")
    }

    static let files: [URL] = {
        let names = (folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) }) ?? []
        return names.filter { !$0.hasSuffix(".md") }.sorted().compactMap { folder?.appending(path: $0) }
    }()

    @Test(.enabled(if: !files.isEmpty, "SLUICE_CORPUS names no corpus"), arguments: files)
    func aRealPipelineLoadsAndPrints(_ file: URL) throws {
        let project = try Project.load(file, defaults: Project.testDefaults)
        let printed = try JSONEncoder().encode(project.declaration)
        #expect(try JSONDecoder().decode(PipelineDeclaration.self, from: printed) == project.declaration)
        #expect(project.declaration.violations(region: Project.testDefaults.region).isEmpty)
    }
}

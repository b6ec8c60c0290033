import Foundation
import PipelineAPI
import Project
import TestSupport
import Testing

/// Every real pipeline of the corpus, templates included.
struct PublicPipelineTests {
    static let files: [URL] = {
        guard let folder = Corpus.directory?.appending(path: "pipelines") else { return [] }
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.filter { $0.pathExtension != "md" }.sorted { $0.path < $1.path }
    }()

    @Test(.enabled(if: !files.isEmpty, "no corpus: set SLUICE_CORPUS"), arguments: files)
    func aRealPipelineLoadsAndPrints(_ file: URL) throws {
        let project = try Project.load(file, defaults: Project.testDefaults)
        let printed = try JSONEncoder().encode(project.declaration)
        #expect(try JSONDecoder().decode(PipelineDeclaration.self, from: printed) == project.declaration)
        let named = project.warnings.map(\.sentence).joined()
        #expect(project.declaration.violations().filter { !named.contains($0.message) } == [])
    }
}

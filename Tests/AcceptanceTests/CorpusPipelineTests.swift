import Foundation
import PipelineAPI
import Project
import TestSupport
import Testing

@Suite("Real pipelines run, with stand-ins for what they build", .timeLimit(.minutes(10)))
struct CorpusPipelineTests {
    /// Those of the corpus whose providers are all here.
    static let files: [URL] = {
        guard let folder = Corpus.directory?.appending(path: "pipelines") else { return [] }
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.filter { $0.pathExtension != "md" }.sorted { $0.path < $1.path }
            .filter { (try? load($0)).map { StandIns.canRun($0) } ?? false }
    }()

    private static func load(_ file: URL) throws -> PipelineDeclaration {
        try Project.load(file, defaults: Project.Defaults(repository: "team/shop")).declaration
    }

    @Test("The corpus has pipelines to run", .enabled(if: Corpus.directory != nil, "no corpus: set SLUICE_CORPUS"))
    func count() {
        #expect(Self.files.count >= 12)
    }

    @Test(
        "One comes to its end with every stage succeeded",
        .enabled(if: !files.isEmpty, "no corpus: set SLUICE_CORPUS"), arguments: files)
    func run(_ file: URL) async throws {
        let pipeline = try StandIns(Self.load(file))
        let text = String(decoding: try WireFormat.encoder(pretty: true).encode(pipeline.declaration), as: UTF8.self)
        try await Workplace.project(["pipeline.json": text]) { place in
            try await prepare(pipeline, place)
            let deploy = try await place.sluice("deploy", "--yes", "--no-follow")
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            for approval in pipeline.approvals {
                try await place.waitForApproval()
                let approve = try await place.sluice("approve", approval, "--yes")
                #expect(approve.exitCode == 0, "\(approve.words)")
            }
            let watch = try await place.sluice("watch")
            #expect(watch.exitCode == 0, "\(watch.words)")
            // Executions of a PARALLEL pipeline have no common stages.
            if pipeline.declaration.executionMode == .parallel { return }
            let stages = try await place.sluice("stages", "--json").json["stageStates"] as? [[String: Any]]
            let statuses = stages?.map { ($0["latestExecution"] as? [String: Any])?["status"] as? String }
            #expect(statuses == Array(repeating: "Succeeded", count: pipeline.declaration.stages.count))
        }
    }

    /// Every repository is the place's remote, every bucket a folder.
    private func prepare(_ pipeline: StandIns, _ place: Workplace) async throws {
        for branch in Set(pipeline.repositories.map(\.branch)) where branch != "main" {
            try await place.git("push", "--quiet", "origin", "main:refs/heads/\(branch)")
        }
        let repositories = Dictionary(pipeline.repositories.map { ($0.name, place.remote.path) }) { first, _ in first }
        let settings = try JSONEncoder().encode(["repositories": repositories])
        try place.configure(String(decoding: settings, as: UTF8.self))
        for object in pipeline.objects {
            let folder = place.state.appending(path: "buckets/\(object.bucket)/\(object.key)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data("page".utf8).write(to: folder.appending(path: "page.html"))
        }
        let state = [FileAttributeKey.posixPermissions: 0o700]
        for folder in [place.home, place.state] where FileManager.default.fileExists(atPath: folder.path) {
            try FileManager.default.setAttributes(state, ofItemAtPath: folder.path)
        }
    }
}

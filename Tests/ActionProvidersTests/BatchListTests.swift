import Foundation
import PipelineAPI
import PipelineEngine
import Runner
import TestSupport
import Testing

@testable import ActionProviders

@Suite("The batches that there are")
struct BatchListTests {
    /// Three of one project, the middle one failed, the others under way; and one of another project, which is the newest.
    private static let ids = ["web", "web", "web", "api"].enumerated().map { index, project in
        BuildID("\(project):\(4 - index)0000000-0000-4000-8000-000000000000")
    }

    private func withCatalog(_ body: (BuildCatalog) throws -> Void) async throws {
        try await withScratchDirectory { folder in
            for (index, id) in Self.ids.enumerated() {
                let parts = id.rawValue.split(separator: ":").map(String.init)
                var record = BatchRecord(
                    id: id, arn: "arn", number: 1, project: parts[0], initiator: "codepipeline/shop",
                    combinesArtifacts: false)
                record.enter(.submitted, at: Date(timeIntervalSince1970: Double(index)))
                if index == 1 { record.end(.failed, at: Date(timeIntervalSince1970: 9)) }
                let directory = folder.appending(path: parts[1], directoryHint: .isDirectory)
                try BatchFolder(BuildDirectory(directory)).save(record)
            }
            let build = "90000000-0000-4000-8000-000000000000"
            try BuildDirectory(folder.appending(path: build, directoryHint: .isDirectory))
                .prepare(.codeBuild(project: "single", stream: build))
            try body(BuildCatalog(folder: folder, settings: EngineSettings()))
        }
    }

    private func expect(_ code: String, _ body: () throws -> Void) {
        let error = #expect(throws: APIError.self) { try body() }
        #expect(error?.code == code)
    }

    @Test("They are listed newest first, or oldest first if asked, and by how they stand")
    func all() async throws {
        try await withCatalog { catalog in
            #expect(try catalog.listBuildBatches(.init()).ids == Self.ids.reversed())
            #expect(try catalog.listBuildBatches(.init(sortOrder: .ascending)).ids == Self.ids)
            let failed = try catalog.listBuildBatches(.init(filter: .init(status: .failed)))
            #expect(failed.ids == [Self.ids[1]] && failed.nextToken == nil)
            #expect(try catalog.listBuildBatches(.init(filter: .init(status: .inProgress))).ids?.count == 3)
        }
    }

    @Test("Those of a project are its own; a project of single builds has none, and one that is not there is not found")
    func ofProject() async throws {
        try await withCatalog { catalog in
            let own = try catalog.listBuildBatchesForProject(.init(projectName: "web"))
            #expect(own.ids == Self.ids.dropLast().reversed())
            #expect(try catalog.listBuildBatchesForProject(.init(projectName: "single")).ids == [])
            #expect(try catalog.listBuildBatchesForProject(.init(projectName: "none"), isRegistered: true).ids == [])
            expect("ResourceNotFoundException") {
                _ = try catalog.listBuildBatchesForProject(.init(projectName: "none"))
            }
        }
    }

    @Test("Pages join without a gap; a token that no list gave out is refused", arguments: 1...5)
    func pages(size: Int) async throws {
        try await withCatalog { catalog in
            var listed: [BuildID] = []
            var token: String?
            repeat {
                let page = try catalog.listBuildBatches(.init(maxResults: size, nextToken: token))
                #expect(page.ids?.count ?? 0 <= size)
                listed += page.ids ?? []
                token = page.nextToken
            } while token != nil
            #expect(listed == Self.ids.reversed())
            expect("InvalidInputException") { _ = try catalog.listBuildBatches(.init(nextToken: "x")) }
            expect("InvalidInputException") { _ = try catalog.listBuildBatches(.init(maxResults: 101)) }
        }
    }
}

import Foundation
public import PipelineAPI
import Runner

extension BuildCatalog {
    public func listBuildBatches(_ input: ListBuildBatches.Input) throws -> ListBuildBatches.Output {
        try Self.page(of: batches(), input)
    }

    /// - Parameter isRegistered: whether the project is there even if nothing ran.
    public func listBuildBatchesForProject(
        _ input: ListBuildBatchesForProject.Input, isRegistered: Bool = false
    ) throws -> ListBuildBatchesForProject.Output {
        let batches = batches().filter { $0.project == input.projectName }
        guard isRegistered || !batches.isEmpty || !builds(of: input.projectName).isEmpty else {
            throw Self.projectNotFound(input.projectName)
        }
        return try Self.page(of: batches, input.inAnyProject)
    }

    /// Every batch whose folder is still there.
    private func batches() -> [BatchRecord] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.compactMap { directory(stream: $0).flatMap { BatchFolder($0).record } }
    }

    /// The token is the id of the last batch shown.
    private static func page(
        of batches: [BatchRecord], _ input: ListBuildBatches.Input
    ) throws(APIError) -> ListBuildBatches.Output {
        let limit = input.maxResults ?? batchesPerPage
        guard (1...batchesPerPage).contains(limit) else {
            throw APIError.invalidInput("maxResults must be 1 to \(batchesPerPage)")
        }
        let oldestFirst = batches.sorted { ($0.start, $0.id.rawValue) < ($1.start, $1.id.rawValue) }.map(\.id)
        let sorted = input.sortOrder == .ascending ? oldestFirst : oldestFirst.reversed()
        let start = try input.nextToken.map { token throws(APIError) in
            guard let last = sorted.firstIndex(of: BuildID(token)) else {
                throw APIError.invalidInput("Invalid next token")
            }
            return last + 1
        }
        let wanted = Set(batches.filter { input.filter?.status ?? $0.status == $0.status }.map(\.id))
        let rest = sorted[(start ?? 0)...].filter(wanted.contains)
        let page = rest.prefix(limit)
        return ListBuildBatches.Output(
            ids: Array(page), nextToken: page.count < rest.count ? page.last?.rawValue : nil)
    }

    /// CodeBuild's own page ("ListBuildBatches").
    private static let batchesPerPage = 100
}

extension BatchRecord {
    fileprivate var start: Date { phases.first?.start ?? .distantPast }
}

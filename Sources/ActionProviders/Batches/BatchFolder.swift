import Foundation
import PipelineAPI
import Runner

/// The folder of a batch: what is known of it, so that whoever shows or ends it finds its builds, and where their artifacts
/// are put together.
struct BatchFolder {
    private let url: URL

    /// - Parameter directory: named by the UUID of the action's run, as that of a single build is.
    init(_ directory: BuildDirectory) {
        url = directory.url
    }

    private var file: URL { url.appending(path: "batch.json") }
    /// Where the artifacts of the builds are unpacked over each other.
    var combined: URL { url.appending(path: "combined", directoryHint: .isDirectory) }

    /// What is known of the batch; `nil` in the folder of a single build.
    var record: BatchRecord? {
        (try? Data(contentsOf: file)).flatMap { try? JSONDecoder().decode(BatchRecord.self, from: $0) }
    }

    func save(_ record: BatchRecord) throws {
        try FileManager.default.createDirectory(
            at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try JSONEncoder().encode(record).write(to: file, options: .atomic)
    }
}

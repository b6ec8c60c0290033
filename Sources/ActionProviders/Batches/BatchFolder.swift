import Foundation
import Runner

/// The folder of a batch: which builds it consists of, so that whoever ends it finds them, and where their artifacts are
/// put together.
struct BatchFolder {
    private let url: URL

    /// - Parameter directory: named by the UUID of the action's run, as that of a single build is.
    init(_ directory: BuildDirectory) {
        url = directory.url
    }

    private var list: URL { url.appending(path: "batch") }
    /// Where the artifacts of the builds are unpacked over each other.
    var combined: URL { url.appending(path: "combined", directoryHint: .isDirectory) }

    /// The UUIDs of its builds.
    var builds: [String] {
        (try? String(contentsOf: list, encoding: .utf8))?.split(separator: "\n").map(String.init) ?? []
    }

    func note(_ builds: [String]) throws {
        try FileManager.default.createDirectory(
            at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try Data(builds.map { $0 + "\n" }.joined().utf8).write(to: list, options: .atomic)
    }
}

public import Foundation
import Glibc
import SystemPackage

/// The directory of one build, by which an engine and a runner know of each other (see this target's README).
public struct BuildDirectory: Sendable, Hashable {
    /// The directory.
    public let url: URL
    let path: FilePath
    /// What a runner sets aside for its journal and for its result, lest a disk that its build fills loses them.
    static let reservedBytes = 64 << 10

    /// The build directory at `url`, which need not exist yet.
    public init(_ url: URL) {
        self.url = url
        path = FilePath(url.path(percentEncoded: false)).lexicallyNormalized()
    }

    init(path: String) {
        self.init(URL(filePath: path, directoryHint: .isDirectory))
    }

    func file(_ name: String) -> FilePath { path.appending(name) }

    /// Creates the directory and writes the request; after it a runner may be started here.
    public func prepare(_ request: BuildRequest) throws(RunnerError) {
        try FileContent.makeDirectory(path)
        // What a power failure takes is laid out again by the engine.
        try FileContent.replace(file("request.json"), with: ContractCoding.encode(request), isDurable: false)
    }

    /// What the build is to do.
    public func request() throws(RunnerError) -> BuildRequest {
        guard let request = try ContractCoding.decode(BuildRequest.self, at: file("request.json")) else {
            throw .unreadable(path: file("request.json").string, reason: "there is no such file")
        }
        return request
    }

    /// How the build ended; `nil` while it has not.
    public func result() throws(RunnerError) -> BuildResult? {
        try ContractCoding.decode(BuildResult.self, at: file("result.json"))
    }

    /// Whether a runner holds the directory at this moment.
    public func isRunnerAlive() -> Bool { JournalFile.isHeld(at: file("journal")) }

    /// Whether a runner has begun the build, be it at work still or not.
    var hasBegun: Bool {
        var status = stat()
        return stat(file("journal").string, &status) == 0 && status.st_size > 0
    }

    /// What has happened so far. A torn last line, as a kill can leave it, is left out.
    public func journal() throws(RunnerError) -> [JournalEntry] {
        let bytes = try FileContent.read(file("journal")) ?? []
        let entries = bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            try? JSONDecoder().decode(JournalEntry.self, from: Data(line))
        }
        if let version = entries.first?.version, version > JournalEntry.currentVersion {
            throw ContractCoding.laterFormat(version, at: file("journal"))
        }
        return entries
    }

    /// Asks for an end of the build, whether its runner is at work or has yet to start.
    public func requestStop() throws(RunnerError) {
        // The signal does without the file, which a full disk refuses.
        defer { if isRunnerAlive(), let pid = (try? journal())?.first?.pid { kill(pid, SIGTERM) } }
        // A runner that has not written who it is looks for the file afterwards.
        try FileContent.write(Array("{\"version\":1}\n".utf8), to: file("stop"))
    }

    var isStopRequested: Bool { access(file("stop").string, F_OK) == 0 }
}

import Foundation
import PipelineAPI
import PipelineEngine
import Runner

/// One look at the object of an S3 source: what it is now, and what follows from that.
struct ObjectLook: Sendable {
    let object: WatchedObject
    let engine: Engine
    let buckets: Buckets

    /// The dates and sizes of its files tell whether it may have changed; its content, whether the newest execution has it
    /// already. While that has yet to fetch, the next look decides.
    func run() async throws -> SourceLook {
        guard let place = buckets.object(object.bucket, object.key, engine.settings),
            let mark = try await offPool({ Self.mark(of: place) })
        else { return SourceLook() }
        let seen = try await engine.seenReferences(object)?[object.address]
        guard mark != seen else { return SourceLook() }
        switch try await engine.carriedRevision(object) {
        case .notYet: return SourceLook(undecided: [object])
        case .none: if seen != nil { try await start() }
        case .revision(let revision):
            let content = try await offPool { [buckets] in
                let draft = try buckets.draft(of: place)
                defer { try? FileManager.default.removeItem(at: draft) }
                return try ArtifactFolder.contentHash(of: draft)
            }
            if content != revision { try await start() }
        }
        try await engine.note(seenReferences: [object.address: mark], of: object)
        return SourceLook()
    }

    private func start() async throws {
        try await engine.start(
            object, ExecutionTrigger(triggerType: .pollForSourceChanges, triggerDetail: object.action.rawValue))
    }

    /// `nil` where there is nothing.
    private static func mark(of place: URL) -> String? {
        guard let own = facts(of: place) else { return nil }
        var hash = StableHash(own)
        for path in (FileManager.default.enumerator(atPath: place.path)?.allObjects as? [String] ?? []).sorted() {
            hash.add("\(path) \(facts(of: place.appending(path: path)) ?? "")\n".utf8)
        }
        return hash.text
    }

    private static func facts(of file: URL) -> String? {
        var status = stat()
        guard lstat(file.path, &status) == 0 else { return nil }
        let isFolder = status.st_mode & S_IFMT == S_IFDIR
        let size = isFolder ? 0 : status.st_size
        return "\(status.st_mode) \(size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec) \(status.st_ino)"
    }
}

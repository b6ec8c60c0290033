import Glibc
import SystemPackage

extension BuildDirectory {
    /// An element whenever journal, log, result or stop request have changed, or the runner took or left the directory.
    ///
    /// The first element comes at once, so that nothing between a look and the subscription is missed. Changes that
    /// come faster than they are taken are one element. Ends when its consumer is cancelled, or the directory removed.
    public func changes() -> AsyncStream<Void> {
        stream(of: [.content, .result, .journalReleased])
    }

    /// An element whenever the build may have ended: its result is there, or its runner has left the directory; else as
    /// `changes()`. What a build prints wakes nobody.
    public func endings() -> AsyncStream<Void> {
        stream(of: [.result, .journalReleased])
    }

    private func stream(of wanted: Set<DirectoryWatch.Change>) -> AsyncStream<Void> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            guard let watch = DirectoryWatch(path, seesContent: wanted.contains(.content)) else {
                return look(continuation)
            }
            watch.start { change in
                if change == .removed { return continuation.finish() }
                guard wanted.contains(change) else { return }
                if change == .journalReleased { waitForRelease() }
                continuation.yield()
            }
            continuation.onTermination = { _ in watch.cancel() }
            continuation.yield()
        }
    }

    /// Where the kernel has no watch to give any more, only looking again is left.
    private func look(_ continuation: AsyncStream<Void>.Continuation) {
        let looks = Task {
            while access(path.string, F_OK) == 0, !Task.isCancelled {
                continuation.yield()
                try? await Task.sleep(for: .seconds(1))
            }
            continuation.finish()
        }
        continuation.onTermination = { _ in looks.cancel() }
    }

    /// The kernel reports that a dead runner's journal was closed an instant before it lets go of the lock on it.
    private func waitForRelease() {
        if access(file("result.json").string, F_OK) == 0 { return }
        for _ in 0..<100 where isRunnerAlive() { poll(nil, 0, 1) }
    }
}

/// inotify(7) on a build directory.
private struct DirectoryWatch: Sendable {
    enum Change {
        case content
        case result
        case journalReleased
        case removed
    }

    private let source: ReadSource

    /// - Parameter seesContent: whether what is written to files is told too.
    init?(_ path: FilePath, seesContent: Bool) {
        let descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
        guard descriptor >= 0 else { return nil }
        let mask = IN_MOVED_TO | IN_CLOSE_WRITE | IN_DELETE_SELF | (seesContent ? IN_MODIFY | IN_CREATE : 0)
        guard inotify_add_watch(descriptor, path.string, UInt32(mask)) >= 0 else {
            close(descriptor)
            return nil
        }
        source = ReadSource(descriptor)
    }

    func start(_ onChange: @escaping @Sendable (Change) -> Void) {
        source.start { Self.changes(source.descriptor).forEach(onChange) }
    }

    func cancel() { source.cancel() }

    /// What has happened since the last call, each kind at most once.
    private static func changes(_ descriptor: Int32) -> Set<Change> {
        var changes: Set<Change> = []
        withUnsafeTemporaryAllocation(byteCount: 16 << 10, alignment: 8) { buffer in
            while case let count = read(descriptor, buffer.baseAddress, buffer.count), count > 0 {
                var offset = 0
                while offset < count {
                    let event = buffer.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
                    let start = offset + MemoryLayout<inotify_event>.size
                    let end = start + Int(event.len)
                    changes.insert(change(event.mask, name: buffer[start..<end].prefix { $0 != 0 }))
                    offset = end
                }
            }
        }
        return changes
    }

    private static func change(_ mask: UInt32, name: some Sequence<UInt8>) -> Change {
        if mask & UInt32(IN_DELETE_SELF) != 0 { return .removed }
        if mask & UInt32(IN_MOVED_TO) != 0 { return name.elementsEqual("result.json".utf8) ? .result : .content }
        return mask & UInt32(IN_CLOSE_WRITE) != 0 && name.elementsEqual("journal".utf8) ? .journalReleased : .content
    }
}

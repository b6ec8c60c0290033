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
            let watch = DirectoryWatch(path, seesContent: wanted.contains(.content)) { change in
                if change == .removed { return continuation.finish() }
                guard wanted.contains(change) else { return }
                if change == .journalReleased { waitForRelease() }
                continuation.yield()
            }
            guard let watch else { return look(continuation) }
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

/// What happens in a build directory.
private struct DirectoryWatch: Sendable {
    enum Change {
        case content
        case result
        case journalReleased
        case removed
    }

    private let source: ReadSource

    /// `nil` where the kernel cannot tell.
    ///
    /// - Parameter seesContent: whether what is written to files is told too.
    init?(_ path: FilePath, seesContent: Bool, _ onChange: @escaping @Sendable (Change) -> Void) {
        guard let inotify = Inotify() else { return nil }
        let events = IN_MOVED_TO | IN_CLOSE_WRITE | IN_DELETE_SELF | (seesContent ? IN_MODIFY | IN_CREATE : 0)
        guard inotify.watch(path.string, for: events) != nil else {
            inotify.close()
            return nil
        }
        // Each kind at most once.
        source = inotify.begin { Set($0.map(Self.change)).forEach(onChange) }
    }

    func cancel() { source.cancel() }

    private static func change(_ notice: Inotify.Notice) -> Change {
        if notice.has(IN_DELETE_SELF) { return .removed }
        if notice.has(IN_MOVED_TO) { return notice.name == "result.json" ? .result : .content }
        return notice.has(IN_CLOSE_WRITE) && notice.name == "journal" ? .journalReleased : .content
    }
}

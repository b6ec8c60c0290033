import Glibc
import Synchronization

/// Hears from the kernel whether anything at some places in the file system has changed since its making.
///
/// A place is a file, a folder with all that is in it, or a path where there is nothing yet. Links on the way are followed,
/// and the way itself counts: whatever could make the path lead elsewhere. A file that is being written counts when it is
/// made and when it is closed. It tells of the first change; whoever wants to know of more makes another, and looks then.
public final class PlaceWatch: Sendable {
    private let source: ReadSource
    private let state: Change
    private let told: AsyncStream<Void>

    private final class Change: Sendable {
        let isThere = Mutex(false)
    }

    /// - Parameter eachWrite: counts each write to a file too.
    ///
    /// `nil` where the kernel cannot tell: what another machine does to its files over a network, or where it has no
    /// watches to give any more (`fs.inotify.max_user_watches`).
    public init?(_ places: [String], eachWrite: Bool = false) {
        guard let route = WatchedRoute(to: places, eachWrite: eachWrite) else { return nil }
        let (told, tell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let state = Change()
        let onChange: @Sendable () -> Void = {
            state.isThere.withLock { $0 = true }
            tell.yield()
        }
        if route.hasMoved { onChange() }
        (self.state, self.told) = (state, told)
        source = route.begin(onChange)
    }

    deinit { source.cancel() }

    public var hasChanged: Bool { state.isThere.withLock(\.self) }

    /// Returns when something has changed, or the task is cancelled.
    public func change() async {
        for await _ in told { return }
    }
}

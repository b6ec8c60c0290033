import Synchronization

/// Counts the requests and streams that are open, for an engine that ends when nobody needs it.
final class Activity: Sendable {
    private let open = Mutex(0)
    private let onChange: @Sendable (Int) -> Void

    init(onChange: @escaping @Sendable (Int) -> Void) {
        self.onChange = onChange
    }

    func begin() { change(by: 1) }
    func end() { change(by: -1) }

    /// Tells the count under the lock: two changes told in the wrong order would leave a busy engine for an idle one.
    private func change(by difference: Int) {
        open.withLock { count in
            count += difference
            onChange(count)
        }
    }
}

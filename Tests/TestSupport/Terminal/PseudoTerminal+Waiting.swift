import Foundation
import Synchronization

extension PseudoTerminal {
    /// Only a hang takes that long.
    public static let deadline: Duration = .seconds(30)

    /// Waits until the text shows somewhere on the screen.
    @discardableResult
    public func waitFor(_ text: String) async throws -> Screen {
        try await waitFor("'\(text)'") { $0.text.contains(text) }
    }

    /// Waits until a question that ends so is asked, with nothing typed behind it: what is typed before a question is no
    /// answer to it.
    @discardableResult
    public func waitForQuestion(_ ending: String) async throws -> Screen {
        try await waitFor("a question that ends with '\(ending)'") { $0.textBeforeCursor.hasSuffix(ending) }
    }

    /// Waits until the screen is as wanted, and gives it back; fails with the screen once the program has ended.
    ///
    /// - Parameter what: what is waited for, as the failure says it.
    @discardableResult
    public func waitFor(_ what: String, _ isMet: @escaping @Sendable (Screen) -> Bool) async throws -> Screen {
        let id = UUID()
        let hang = Task {
            try await Task.sleep(for: Self.deadline)  // lint:allow only a hang gets here
            state.withLock { $0.watchers.removeValue(forKey: id) }?.continuation.resume(returning: false)
        }
        defer { hang.cancel() }
        let isShown = await withCheckedContinuation { continuation in
            let answer: Bool? = state.withLock { state in
                if isMet(state.screen) { return true }
                if state.isClosed { return false }
                state.watchers[id] = Watcher(isMet: isMet, continuation: continuation)
                return nil
            }
            if let answer { continuation.resume(returning: answer) }
        }
        let screen = screen
        guard isShown else { throw TerminalError.notShown(what, screen: screen.text) }
        return screen
    }

    func show(_ bytes: ArraySlice<UInt8>) {
        let met = state.withLock { state in
            state.screen.feed(bytes)
            state.output += bytes
            let met = state.watchers.filter { $0.value.isMet(state.screen) }
            for id in met.keys { state.watchers.removeValue(forKey: id) }
            return met.values.map(\.continuation)
        }
        for continuation in met { continuation.resume(returning: true) }
    }

    /// No more comes from the program.
    func close() {
        let left = state.withLock { state in
            defer { state.watchers = [:] }
            state.isClosed = true
            return state.watchers.values.map(\.continuation)
        }
        for continuation in left { continuation.resume(returning: false) }
    }
}

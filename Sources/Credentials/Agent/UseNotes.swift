/// What is to be noted in the vault of the entries that were handed out, once whoever asked has been answered.
///
/// One thread at a time writes, since a plugin may take its time over it or want to be touched, and writes all that has come
/// up meanwhile at once.
struct UseNotes {
    /// Finds an entry again and notes its use.
    typealias Note = @Sendable (inout Vault) -> Void

    /// How long nothing is noted after that has failed.
    private static let rest = Duration.seconds(600)

    private var waiting: [Note] = []
    private var isWriting = false
    private var restsUntil: ContinuousClock.Instant?

    /// Answers whether whoever adds them is to write, what `next` answers.
    mutating func add(_ notes: [Note]) -> Bool {
        if notes.isEmpty { return false }
        if let restsUntil, restsUntil > .now { return false }
        waiting += notes
        if isWriting { return false }
        isWriting = true
        return true
    }

    /// `nil` at the end.
    mutating func next() -> [Note]? {
        defer { waiting = [] }
        isWriting = !waiting.isEmpty
        return isWriting ? waiting : nil
    }

    mutating func fail() {
        (waiting, isWriting, restsUntil) = ([], false, .now + Self.rest)
    }
}

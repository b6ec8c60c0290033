/// Something about credentials that is not as it should be.
struct Ailment {
    let text: String
    /// What could be done about it here; `nil` where only the person can do something.
    var remedy: Remedy?

    struct Remedy {
        /// Asked before it is done.
        let question: String
        /// Answers what was done; `nil` where it had to be left as it is, which has been said then.
        let apply: () async throws -> String?
    }
}

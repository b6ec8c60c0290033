import Testing

@testable import AWS

@Suite("Stack status")
struct StackStatusTests {
    /// What a status says, one letter each: `p` in progress, `e` ended, `f` failure, `r` rollback, `s` success, `u` can be
    /// updated.
    @Test(arguments: [
        ("CREATE_IN_PROGRESS", "p"), ("CREATE_COMPLETE", "esu"), ("CREATE_FAILED", "ef"),
        ("ROLLBACK_IN_PROGRESS", "pr"), ("ROLLBACK_COMPLETE", "er"), ("ROLLBACK_FAILED", "efr"),
        ("DELETE_IN_PROGRESS", "p"), ("DELETE_COMPLETE", "es"), ("DELETE_FAILED", "ef"), ("REVIEW_IN_PROGRESS", ""),
        ("UPDATE_IN_PROGRESS", "p"), ("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "p"), ("UPDATE_COMPLETE", "esu"),
        ("UPDATE_FAILED", "ef"), ("UPDATE_ROLLBACK_IN_PROGRESS", "pr"), ("UPDATE_ROLLBACK_FAILED", "efr"),
        ("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS", "pr"), ("UPDATE_ROLLBACK_COMPLETE", "eru"),
        ("IMPORT_COMPLETE", "esu"), ("IMPORT_ROLLBACK_COMPLETE", "eru"), ("IMPORT_ROLLBACK_FAILED", "efr"),
    ])
    func itsPartsSayWhatItMeans(_ word: String, _ letters: String) {
        let status = StackStatus(word)
        let facts: [(Bool, Character)] = [
            (status.isInProgress, "p"), (status.hasEnded, "e"), (status.isFailure, "f"), (status.isRollback, "r"),
            (status.isSuccess, "s"), (status.isStable, "u"),
        ]
        #expect(String(facts.filter(\.0).map(\.1)) == letters)
    }
}

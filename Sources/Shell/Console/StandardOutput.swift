import Glibc
import LineEditor
import Synchronization

/// The process's own standard output. What it does not take is said at the end of the process, which then has failed: a
/// script must not go on with half an answer.
enum StandardOutput {
    /// The error number of the first write that failed.
    private static let refusal = Mutex<Int32?>(nil)

    static func write(_ text: String) {
        if writeWhole(text, to: STDOUT_FILENO) { return }
        let code = errno
        refusal.withLock { $0 = $0 ?? code }
    }

    /// Why not all of the answer was written, if so. A reader that has gone wants no more, which is no failure.
    static var failure: CommandFailure? {
        guard let code = refusal.withLock({ $0 }), code != EPIPE else { return nil }
        return .failed("Not all of the answer could be written: \(String(cString: strerror(code))).")
    }
}

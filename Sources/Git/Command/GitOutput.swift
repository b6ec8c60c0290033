import Subprocess

/// What a finished git left behind.
struct GitOutput: Sendable {
    /// The exit code; 128 plus the signal's number where a signal ended it, as shells have it.
    let status: Int
    /// Standard output as it came: file names and file contents need not be UTF-8.
    let bytes: [UInt8]
    /// Standard error, without any password that stood in a URL.
    let message: String
    private let command: String

    init(status: TerminationStatus, bytes: [UInt8], message: String, arguments: [String]) {
        self.status =
            switch status {
            case .exited(let code): Int(code)
            case .signaled(let signal): 128 + Int(signal)
            }
        self.bytes = bytes
        self.message = RemoteURL.redactingCredentials(in: message)
        command = arguments.first { !$0.hasPrefix("-") } ?? ""
    }

    var succeeded: Bool { status == 0 }

    /// Standard output as text; bytes that are not UTF-8 become U+FFFD.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Standard output as text without the newline that ends it.
    var line: String {
        let text = text
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    /// Standard output cut at each NUL, the last one being a terminator.
    var fields: [String] {
        bytes.split(separator: 0, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
            .droppingEmptyEnd()
    }

    /// Standard output cut into lines.
    var lines: [String] {
        text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
    }

    /// The error for a failure that has no case of its own.
    var failure: GitError { .failed(command: command, status: status, message: message) }

    /// Itself, for calls that can only fail in ways nobody can act on.
    func orThrow() throws -> GitOutput {
        guard succeeded else { throw failure }
        return self
    }
}

extension [String] {
    fileprivate func droppingEmptyEnd() -> [String] {
        last == "" ? dropLast() : self
    }
}

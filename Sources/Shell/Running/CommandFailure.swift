/// Why a command did not do what it was asked, with the exit code that scripts see.
public enum CommandFailure: Error, Sendable, Hashable {
    /// The thing itself failed: an execution, a push, a deployment.
    case failed(String, hint: String? = nil)
    /// The command already said all there is to say.
    case reported(exitCode: Int32)
    /// Wrong usage, or a file that is wrong.
    case usage(String, hint: String? = nil)
    /// A question, and nobody to answer it.
    case needsPerson(String, flag: String)
    /// A person has to sign in somewhere else first; the sentence says how.
    case needsSignIn(String)
    /// The endpoint cannot be reached.
    case unreachable(String, hint: String? = nil)
    case interrupted(String?)
}

extension CommandFailure {
    var exitCode: Int32 {
        switch self {
        case .failed: 1
        case .reported(let exitCode): exitCode
        case .usage: 2
        case .needsPerson, .needsSignIn: 3
        case .unreachable: 4
        case .interrupted: 130
        }
    }

    /// The same, with what else has to be known then.
    func adding(_ words: String) -> CommandFailure {
        switch self {
        case .failed(let text, let hint): .failed("\(text)\n\(words)", hint: hint)
        case .usage(let text, let hint): .usage("\(text)\n\(words)", hint: hint)
        case .unreachable(let text, let hint): .unreachable("\(text)\n\(words)", hint: hint)
        case .needsSignIn(let text): .needsSignIn("\(text)\n\(words)")
        case .interrupted(let text): .interrupted("\(text ?? "Interrupted.")\n\(words)")
        case .needsPerson, .reported: self
        }
    }

    /// The lines to print. What git, a file or a service said may be part of them.
    public var lines: [String] { rawLines.map(Untrusted.shown) }

    private var rawLines: [String] {
        switch self {
        case .failed(let text, let hint), .usage(let text, let hint), .unreachable(let text, let hint):
            [text] + (hint.map { ["  " + $0] } ?? [])
        case .needsPerson(let question, let flag):
            [question, "  There is no terminal to ask at: \(flag) answers beforehand."]
        case .needsSignIn(let text): [text]
        case .interrupted(let text): [text ?? "Interrupted."]
        case .reported: []
        }
    }
}

/// Why a message of git's credential protocol is refused. No case quotes a value.
public enum GitHelperError: Error, Sendable, Hashable {
    /// More bytes than `GitMessage.largestMessage`.
    case tooLarge(bytes: Int)
    /// A line that is no `key=value`, is not UTF-8, or holds a character that could pass for the end of a line.
    case malformedLine(Int)
    /// The request doesn't say for what a credential is wanted.
    case missing(key: String)
    /// The entry has a line end or NUL in it, which would smuggle another attribute into the answer.
    case unsendable(key: String)
}

extension GitHelperError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .tooLarge(let bytes): "git's request has \(bytes) bytes; the limit is \(GitMessage.largestMessage)."
        case .malformedLine(let line): "Line \(line) of git's request is no 'key=value' in plain text."
        case .missing(let key): "git's request has no '\(key)'."
        case .unsendable(let key): "The stored \(key) has a line end in it, which git's protocol can't carry."
        }
    }
}

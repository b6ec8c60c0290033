/// Requests to the agent that are spelled without JSON: git waits for each start of its helper.
public enum PlainRequest: Sendable {
    /// git's request, for an operation of its helper protocol.
    case git(operation: String, message: [UInt8])

    /// Begins a request; no JSON does.
    private static let gitMark = UInt8(ascii: "g")

    /// What a helper reads of git's request at most: more than the longest that is not refused.
    public static let longestGitMessage = 2 << 20

    public var bytes: [UInt8] {
        switch self {
        case .git(let operation, let message):
            [Self.gitMark] + Array(operation.utf8) + [UInt8(ascii: "\n")] + message
        }
    }

    /// `nil` for other messages.
    public init?(_ bytes: [UInt8]) {
        guard bytes.first == Self.gitMark, let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        self = .git(operation: String(decoding: bytes[1..<end], as: UTF8.self), message: Array(bytes[(end + 1)...]))
    }
}

public enum PlainResponse: Sendable {
    case answer([UInt8])
    case locked
    case refused(String)

    public var bytes: [UInt8] {
        switch self {
        case .answer(let bytes): [UInt8(ascii: "+")] + bytes
        case .locked: [UInt8(ascii: "-")]
        case .refused(let reason): [UInt8(ascii: "!")] + Array(reason.utf8)
        }
    }

    public init?(_ bytes: [UInt8]) {
        switch bytes.first {
        case UInt8(ascii: "+"): self = .answer(Array(bytes.dropFirst()))
        case UInt8(ascii: "-"): self = .locked
        case UInt8(ascii: "!"): self = .refused(String(decoding: bytes.dropFirst(), as: UTF8.self))
        default: return nil
        }
    }
}

extension AgentSocket {
    /// One request and its answer, over a connection of their own.
    ///
    /// - Throws: as `exchange`, and what the agent refuses.
    public static func ask(_ request: PlainRequest, at path: String) throws -> [UInt8] {
        switch PlainResponse(try exchange(request.bytes, at: path)) {
        case .answer(let answer): return answer
        case .locked: throw AgentError.locked
        case .refused(let reason): throw AgentError.refused(reason)
        case nil: throw AgentError.malformedMessage
        }
    }
}

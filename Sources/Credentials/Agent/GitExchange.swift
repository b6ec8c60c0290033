/// git's requests to the agent, spelled so that a helper needs no JSON: git waits for each of its starts.
enum GitExchange {
    /// Begins a request; no JSON does.
    private static let mark = UInt8(ascii: "g")

    static func request(_ operation: String, _ message: [UInt8]) -> [UInt8] {
        [mark] + Array(operation.utf8) + [UInt8(ascii: "\n")] + message
    }

    /// `nil` for a message that is no request of git's.
    static func read(request: [UInt8]) -> (operation: String, message: [UInt8])? {
        guard request.first == mark, let end = request.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        return (String(decoding: request[1..<end], as: UTF8.self), Array(request[(end + 1)...]))
    }

    enum Response {
        case answer([UInt8])
        case locked
        case refused(String)

        var bytes: [UInt8] {
            switch self {
            case .answer(let bytes): [UInt8(ascii: "+")] + bytes
            case .locked: [UInt8(ascii: "-")]
            case .refused(let reason): [UInt8(ascii: "!")] + Array(reason.utf8)
            }
        }

        init?(_ bytes: [UInt8]) {
            switch bytes.first {
            case UInt8(ascii: "+"): self = .answer(Array(bytes.dropFirst()))
            case UInt8(ascii: "-"): self = .locked
            case UInt8(ascii: "!"): self = .refused(String(decoding: bytes.dropFirst(), as: UTF8.self))
            default: return nil
            }
        }
    }
}

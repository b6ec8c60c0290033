/// Messages, each after its length in four bytes, the highest first.
extension AgentSocket {
    /// 4 MiB.
    public static let longestMessage = 4 << 20

    public func send(message body: [UInt8]) throws { try send(Self.framed(body)) }

    /// Sends a message to whoever may not be reading: all of it at once, or it throws and the connection is of no more use.
    public func post(message body: [UInt8]) throws {
        let bytes = try Self.framed(body)
        guard try sendWithoutWaiting(bytes[...]) == bytes.count else { throw AgentError.ended }
    }

    public func receiveMessage() throws -> [UInt8] {
        let length = try receive(4).reduce(0) { $0 << 8 | Int($1) }
        guard length <= Self.longestMessage else { throw AgentError.malformedMessage }
        return try receive(length)
    }

    private static func framed(_ body: [UInt8]) throws -> [UInt8] {
        guard body.count <= longestMessage else { throw AgentError.malformedMessage }
        return withUnsafeBytes(of: UInt32(body.count).bigEndian) { Array($0) } + body
    }
}

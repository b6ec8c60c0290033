/// Messages, each after its length in four bytes, the highest first.
extension AgentSocket {
    /// 4 MiB.
    public static let longestMessage = 4 << 20

    public func send(message body: [UInt8]) throws {
        guard body.count <= Self.longestMessage else { throw AgentError.malformedMessage }
        try send(withUnsafeBytes(of: UInt32(body.count).bigEndian) { Array($0) } + body)
    }

    public func receiveMessage() throws -> [UInt8] {
        let length = try receive(4).reduce(0) { $0 << 8 | Int($1) }
        guard length <= Self.longestMessage else { throw AgentError.malformedMessage }
        return try receive(length)
    }
}

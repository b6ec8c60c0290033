/// Where an engine listens for clients on a network: `HOST:PORT`, port 0 for any that is free.
public struct NetworkAddress: Sendable, Hashable {
    public var host: String
    public var port: Int

    /// `nil` unless the text is a host, in brackets if it is an IPv6 address, and a port.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65535).contains(port)
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        guard !host.isEmpty else { return nil }
        self.init(host: String(host), port: port)
    }

    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Whether only processes of this machine can come.
    public var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }

    /// As it stands in an address and in the `Host` header.
    public var text: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// Whether it is every address of the machine, so that no client calls it so.
    var isWildcard: Bool { host == "0.0.0.0" || host == "::" }
}

/// The names by which clients may call an engine on a network.
struct ServedNames: Sendable {
    /// Where it listens.
    var address: NetworkAddress
    /// The names that its certificate is for; a client that trusts the certificate calls it by one of them.
    var certified: [String] = []

    private static let loopback = ["127.0.0.1", "localhost", "::1"]

    /// Whether a request's `Host` is one of the names, with the port that is served.
    func contains(_ host: String) -> Bool {
        guard let asked = NetworkAddress(host) ?? NetworkAddress(host + ":443"), asked.port == address.port else {
            return false
        }
        let name = asked.host.lowercased()
        let own = certified.map { $0.lowercased() } + (address.isLoopback ? Self.loopback : [])
        return name == address.host.lowercased() || own.contains { Self.matches(name, $0) }
    }

    /// The address to tell clients.
    var advertised: NetworkAddress {
        guard address.isWildcard, let name = certified.first(where: { !$0.hasPrefix("*") }) else { return address }
        return NetworkAddress(host: name, port: address.port)
    }

    /// A certificate's `*.example.com` stands for one label before the rest (RFC 6125, section 6.4.3).
    private static func matches(_ name: String, _ pattern: String) -> Bool {
        guard pattern.hasPrefix("*.") else { return name == pattern }
        return name.split(separator: ".", maxSplits: 1).last.map { $0 == pattern.dropFirst(2) } ?? false
    }
}

/// What a git credential is for: a protocol, a host with perhaps a port, and a path where `credential.useHttpPath` asks.
struct GitTarget: Sendable, Hashable {
    var `protocol`: String
    var host: String
    var path: String?

    init(protocol: String, host: String, path: String? = nil) {
        self.protocol = `protocol`.lowercased()
        self.host = host.lowercased()
        self.path = path.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Takes the pattern of an entry apart; `nil` if it is no URL.
    init?(pattern: String) {
        guard let colon = pattern.firstRange(of: "://"), colon.lowerBound > pattern.startIndex else { return nil }
        let parts = pattern[colon.upperBound...].split(
            separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        self.init(
            protocol: String(pattern[..<colon.lowerBound]), host: String(parts[0]),
            path: parts.count > 1 ? String(parts[1]) : nil)
    }

    /// - Throws: `.missing` if the request lacks the protocol, or has neither host nor path.
    init(_ request: GitMessage) throws(GitHelperError) {
        guard let name = request["protocol"], !name.isEmpty else { throw .missing(key: "protocol") }
        guard request["host"] != nil || request["path"] != nil else { throw .missing(key: "host") }
        self.init(protocol: name, host: request["host"] ?? "", path: request["path"])
    }

    var pattern: String { "\(`protocol`)://\(host)" + (path.map { "/" + $0 } ?? "") }

    /// Whether an entry for `other` may answer a request for this: the path counts if the request has one, as in git's
    /// own helpers.
    func accepts(_ other: GitTarget) -> Bool {
        `protocol` == other.protocol && host == other.host && (path == nil || path == other.path)
    }
}

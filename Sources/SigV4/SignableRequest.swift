public import Foundation

/// The parts of an HTTP request that a signature covers.
public struct SignableRequest: Sendable {
    public var method: String
    /// The path and, behind `?`, the query, as they are sent.
    public var target: String
    /// In the order in which they are sent; names may come in any case and more than once.
    public var headers: [(name: String, value: String)]
    public var body: Data

    public init(method: String, target: String, headers: [(name: String, value: String)], body: Data) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
    }

    /// The value of the first header of this name, whatever its case.
    func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name }?.value
    }

    var path: Substring { target.prefix { $0 != "?" } }

    /// The query's parameters, decoded, in the order in which they are sent.
    var query: [(name: String, value: String)] {
        guard let mark = target.firstIndex(of: "?") else { return [] }
        return target[target.index(after: mark)...].split(separator: "&").map { parameter in
            let parts = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (URIEncoding.decode(parts[0]), parts.count > 1 ? URIEncoding.decode(parts[1]) : "")
        }
    }
}

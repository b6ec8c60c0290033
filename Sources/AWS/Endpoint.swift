import AsyncHTTPClient
public import Foundation

/// Where an API is spoken: the engine on this machine, or a server by its address.
public enum Endpoint: Sendable, Hashable, CustomStringConvertible {
    /// The path of the engine's Unix-domain socket.
    case unixSocket(String)
    /// An `http` or `https` address; its path, if any, is kept in front of the request's.
    case url(URL)

    public var description: String {
        switch self {
        case .unixSocket(let path): path
        case .url(let url): url.absoluteString
        }
    }

    /// The address of a request, in the form the HTTP client understands.
    func address(path: String, query: [URLQueryItem] = []) -> String? {
        var components = URLComponents()
        components.path = path
        components.queryItems = query.isEmpty ? nil : query
        guard let relative = components.string else { return nil }
        switch self {
        case .unixSocket(let socket):
            return URL(httpURLWithSocketPath: socket, uri: relative)?.absoluteString
        case .url(let url):
            let base = url.absoluteString
            return (base.hasSuffix("/") ? String(base.dropLast()) : base) + relative
        }
    }
}

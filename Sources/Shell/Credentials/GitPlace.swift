import Foundation
import Git

/// What git asks a credential for: an address over HTTP, by scheme and host, and by the path where the user wants that.
struct GitPlace: Equatable {
    let scheme: String
    let host: String
    let port: Int?
    let path: String
    /// As git asks for it, decoded.
    let user: String?

    /// `nil` for other kinds of remotes.
    init?(_ url: RemoteURL) {
        guard case .url(let scheme) = url.form, scheme == "https" || scheme == "http", let host = url.host else {
            return nil
        }
        self.scheme = scheme
        self.host = host.lowercased()
        (port, user) = (url.port, url.user.map { $0.removingPercentEncoding ?? $0 })
        // As git decodes it for its helpers: without slashes at either end.
        let path = (url.path.removingPercentEncoding ?? url.path).drop { $0 == "/" }
        self.path = String(path.reversed().drop { $0 == "/" }.reversed())
    }

    init?(_ text: String) {
        guard let url = try? RemoteURL(text), !url.embeddedCredential else { return nil }
        self.init(url)
    }

    /// `https://host:8443`, as an entry of the vault has it.
    var hostPattern: String { "\(scheme)://\(host)" + (port.map { ":\($0)" } ?? "") }

    var pattern: String { hostPattern + (path.isEmpty ? "" : "/" + path) }
}

import Crypto
import Foundation

/// A request in the one form that both sides sign.
///
/// Source: AWS General Reference, "Create a signed AWS API request", step 1.
struct CanonicalRequest {
    let request: SignableRequest
    /// Lower-case names of the headers that are signed, sorted.
    let signedHeaders: [String]
    /// The parameters to sign, decoded.
    let query: [(name: String, value: String)]
    let options: SigningOptions

    var text: String {
        [
            request.method, path, queryText, headerText, signedHeaders.joined(separator: ";"),
            request.header("x-amz-content-sha256") ?? Self.hash(request.body),
        ].joined(separator: "\n")
    }

    static func hash(_ body: Data) -> String { hexadecimal(SHA256.hash(data: body)) }

    private var path: String {
        let path = options.normalizesPath ? Self.normalized(request.path) : String(request.path)
        return options.encodesPath ? URIEncoding.encode(path, keepingSlashes: true) : path
    }

    /// Without `.`, `..` and empty segments.
    private static func normalized(_ path: Substring) -> String {
        var segments: [Substring] = []
        for segment in path.split(separator: "/") where segment != "." {
            if segment == ".." { segments = segments.dropLast() } else { segments.append(segment) }
        }
        if segments.isEmpty { return "/" }
        return "/" + segments.joined(separator: "/") + (path.hasSuffix("/") ? "/" : "")
    }

    private var queryText: String {
        query.map { (URIEncoding.encode($0.name), URIEncoding.encode($0.value)) }
            .sorted { $0 < $1 }.map { "\($0)=\($1)" }.joined(separator: "&")
    }

    /// A line per name; values sent under one name are joined in their order, runs of blanks in them become one.
    private var headerText: String {
        let values = Dictionary(grouping: request.headers) { $0.name.lowercased() }
        return signedHeaders.map { name in
            let values = (values[name] ?? []).map { Self.withSingleBlanks($0.value) }
            return "\(name):\(values.joined(separator: ","))\n"
        }.joined()
    }

    private static func withSingleBlanks(_ text: String) -> String {
        let parts = text.utf8.split { $0 == UInt8(ascii: " ") || (0x09...0x0D).contains($0) }
        if parts.count == 1, parts[0].count == text.utf8.count { return text }
        return parts.map { String(Substring($0)) }.joined(separator: " ")
    }
}

import Foundation
import TestSupport
import Testing

@testable import SigV4

private let vectors = Corpus.directory?.appending(path: "sigv4")

/// AWS's own signing test suite, read from the corpus.
@Suite(.enabled(if: vectors != nil, "no corpus: set SLUICE_CORPUS"))
struct CorpusTests {
    struct Vector: Decodable {
        struct Credentials: Decodable {
            var access_key_id: String
            var secret_access_key: String
            var token: String?
        }
        var credentials: Credentials
        var region: String
        var service: String
        var timestamp: Date
        var normalize: Bool
        var sign_body: Bool
        var omit_session_token: Bool?
        var expiration_in_seconds: Int

        var signer: Signer {
            var options = SigningOptions()
            options.normalizesPath = normalize
            options.sendsBodyHash = sign_body
            options.signsSessionToken = omit_session_token != true
            let key = AccessKey(
                id: credentials.access_key_id, secret: credentials.secret_access_key, sessionToken: credentials.token)
            return Signer(key: key, region: region, service: service, options: options)
        }
    }

    static let names =
        vectors.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) }?
        .filter { !$0.contains(".") }.sorted() ?? []

    @Test(arguments: names) func aSignedHeaderIsAsAWSHasIt(_ name: String) throws {
        let (vector, request, folder) = try Self.read(name)
        let headers = vector.signer.headers(for: request, at: vector.timestamp)
        let signature = try Self.text("header-signature.txt", folder)
        #expect(headers.last?.name == "Authorization")
        #expect(headers.last?.value.hasSuffix("Signature=\(signature)") == true)
    }

    @Test(arguments: names) func aSignedAddressIsAsAWSHasIt(_ name: String) throws {
        let (vector, request, folder) = try Self.read(name)
        let query = vector.signer.query(for: request, at: vector.timestamp, expiringIn: vector.expiration_in_seconds)
        #expect(query.last?.name == "X-Amz-Signature")
        #expect(query.last?.value == (try Self.text("query-signature.txt", folder)))
    }

    @Test func thereAreAllVectors() {
        #expect(Self.names.count == 38)
    }

    private static func text(_ file: String, _ folder: URL) throws -> String {
        try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func read(_ name: String) throws -> (Vector, SignableRequest, URL) {
        let folder = try #require(vectors).appending(path: name)
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        let vector = try decoder.decode(
            Vector.self, from: Data(contentsOf: folder.appending(path: "context.json")))
        let text = try String(contentsOf: folder.appending(path: "request.txt"), encoding: .utf8)
        return (vector, try request(text), folder)
    }

    /// A request as it stands in the file: folded lines go on a header's value.
    private static func request(_ text: String) throws -> SignableRequest {
        let parts = text.replacing("\r\n", with: "\n").split(separator: "\n\n", maxSplits: 1)
        var lines = try #require(parts.first).split(separator: "\n")
        let first = lines.removeFirst()
        let method = try #require(first.split(separator: " ").first)
        let target = first.dropFirst(method.count + 1).replacing(" HTTP/1.1", with: "")
        var headers: [(name: String, value: String)] = []
        for line in lines {
            if line.first == " ", let last = headers.indices.last {
                headers[last].value += " " + line
            } else {
                let colon = try #require(line.firstIndex(of: ":"))
                headers.append((String(line[..<colon]), String(line[line.index(after: colon)...])))
            }
        }
        let body = parts.count > 1 ? parts[1] : ""
        return SignableRequest(
            method: String(method), target: String(target), headers: headers, body: Data(body.utf8))
    }
}

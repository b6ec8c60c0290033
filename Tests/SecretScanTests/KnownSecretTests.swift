import Foundation
import Testing

@testable import SecretScan

struct KnownSecretTests {
    private static let secret = "p/w+\"q\\z ~é?7>"
    private let known = KnownSecrets([Array(Self.secret.utf8)])

    @Test(arguments: 0..<6)
    func isFoundInBase64WhereverItStands(lead: Int) {
        let encoded = Data((String(repeating: "x", count: lead) + Self.secret + "tail").utf8).base64EncodedString()
        #expect(known.findings(in: Array(encoded.utf8)).count == 1)
        let forURLs = encoded.replacing("+", with: "-").replacing("/", with: "_")
        #expect(known.findings(in: Array(forURLs.utf8)).count == 1)
    }

    @Test func isFoundPercentEncoded() throws {
        let strict = try #require(Self.secret.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        let query = try #require(
            Self.secret.addingPercentEncoding(withAllowedCharacters: .init(charactersIn: "-_.~pwqz7/")))
        #expect(known.findings(in: Array(query.utf8)).count == 1)
        #expect(known.findings(in: Array(query.lowercased().utf8)).count == 1)
        #expect(known.findings(in: Array(strict.replacing("%7E", with: "~").utf8)).count == 1)
        #expect(known.findings(in: Array(query.replacing("%20", with: "+").utf8)).count == 1)
    }

    @Test func isFoundInHexAndJSON() throws {
        let hex = Self.secret.utf8.map { String(format: "%02x", $0) }.joined()
        let json = try JSONEncoder().encode([Self.secret])
        #expect(known.findings(in: Array(hex.utf8)).count == 1)
        #expect(known.findings(in: Array(hex.uppercased().utf8)).count == 1)
        #expect(known.findings(in: [UInt8](json)).count == 1)
    }

    @Test func isShownNowhereAndKnownByItsDigest() throws {
        let text = "one\ntwo " + Self.secret
        let finding = try #require(known.findings(in: Array(text.utf8)).first)
        #expect(finding.line == 2)
        #expect(finding.range == 8..<text.utf8.count)
        #expect(finding.masked == "••••••••")
        #expect(finding.digest == SecretDigest(of: Array(Self.secret.utf8)))
    }

    @Test func nothingElseIsFound() {
        #expect(known.findings(in: Array("p/w+\"q\\z ~é?7".utf8)) == [])
        #expect(KnownSecrets([Array("short".utf8)]).findings(in: Array("short".utf8)) == [])
        #expect(KnownSecrets([]).findings(in: Array("anything".utf8)) == [])
    }
}

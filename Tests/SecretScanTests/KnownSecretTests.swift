import Foundation
import ScanSpecimens
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

    /// As `base64 FILE`, `openssl base64` and `xxd -p FILE` print it.
    @Test(arguments: [93, 57, 48, 400]) func isFoundInTheLinesThatProgramsBreakItInto(length: Int) throws {
        var random = RandomText(seed: UInt64(length))
        let secret = Array(random.letters(length).utf8)
        let known = KnownSecrets([secret])
        for text in [secret, secret + Array("\n".utf8)] {
            let base64 = Data(text).base64EncodedString()
            let hex = text.map { String(format: "%02x", $0) }.joined()
            for (encoded, width) in [(base64, 76), (base64, 64), (hex, 60)] {
                let lines = stride(from: 0, to: encoded.count, by: width)
                    .map { encoded.dropFirst($0).prefix(width) + "\n" }.joined()
                #expect(!known.findings(in: Array(lines.utf8)).isEmpty, "\(lines)")
            }
        }
        #expect(known.findings(in: Array("Cg== SGVsbG8gd29ybGQKCg==".utf8)).isEmpty)
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

    @Test(arguments: [
        "password: ❶Sommer2024❷", "PASSWORD=❶Sommer2024❷", "❶9f8c1d2e3b4a5f60718293a4b5c6d7e8❷", "❶sub-secret❷",
    ])
    func theValuesOfAJSONSecretAreFoundOneByOne(text: String) throws {
        let secret = """
            {"username": "shopkeeper", "password": "Sommer2024", "host": "db-1.c7xk2.rds.example.com", "port": 5432,
             "dbname": "customers", "token_type": "forwarded", "other": {"tokens": ["sub-secret"]},
             "session": "9f8c1d2e3b4a5f60718293a4b5c6d7e8", "id": "9f8c1d2e-3b4a-5f60-7182-93a4b5c6d7e8"}
            """
        let plain = text.replacing(#/[❶❷]/#, with: "")
        let found = KnownSecrets([Array(secret.utf8)]).findings(in: Array(plain.utf8))
        let start = text.utf8.prefix { $0 != "❶".utf8.first }.count
        #expect(found.map(\.range.lowerBound) == [start])
        #expect(found.first.map { plain.utf8.count - $0.range.upperBound } == 0)
    }

    @Test func whatStandsBesideThemInAJSONSecretIsNoSecret() {
        let secret = """
            {"username": "shopkeeper", "password": "postgres", "host": "db-1.c7xk2.rds.example.com", "port": 5432,
             "dbname": "customers", "token_type": "forwarded", "cluster": "my-service-production-eu1",
             "id": "9f8c1d2e-3b4a-5f60-7182-93a4b5c6d7e8"}
            """
        let text = """
            shopkeeper customers forwarded db-1.c7xk2.rds.example.com 5432 postgres my-service-production-eu1
            9f8c1d2e-3b4a-5f60-7182-93a4b5c6d7e8
            """
        #expect(KnownSecrets([Array(secret.utf8)]).findings(in: Array(text.utf8)) == [])
    }

    @Test func theValueOfASettingIsFoundHoweverRandomItsLineLooks() {
        let known = KnownSecrets([Array("DB_PASSWORD=k7Gq2Zx9Lw4Tn8Vb\nA=1\n".utf8)])
        #expect(known.findings(in: Array("x\nk7Gq2Zx9Lw4Tn8Vb\n".utf8)).map(\.line) == [2])
    }

    @Test func aLineOfAKeyOrOfSettingsIsFound() {
        let line = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj"
        let key = "-----BEGIN PRIVATE KEY-----\n  \(line)\nshort\n-----END PRIVATE KEY-----\n"
        let known = KnownSecrets([Array(key.utf8), Array("USER=someone\nexport DB_PASSWORD='tiger-lily'\n".utf8)])
        let text = "x\n\"\(line)\",\n-----BEGIN PRIVATE KEY-----\nshort\nsomeone\ntiger-lily\n"
        #expect(known.findings(in: Array(text.utf8)).map(\.line) == [2, 6])
    }

    @Test func oneOfAnyLengthIsFound() {
        let secret = Array(String(repeating: Self.secret, count: 500).utf8)
        #expect(KnownSecrets([secret]).findings(in: Array("a=".utf8) + secret).map(\.range) == [2..<secret.count + 2])
    }

    @Test func nothingElseIsFound() {
        #expect(known.findings(in: Array("p/w+\"q\\z ~é?7".utf8)) == [])
        #expect(KnownSecrets([Array("short".utf8)]).findings(in: Array("short".utf8)) == [])
        #expect(KnownSecrets([]).findings(in: Array("anything".utf8)) == [])
    }
}

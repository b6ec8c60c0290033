import Foundation
import Masking
import Testing

struct MaskerTests {
    private let secret = "s3cr3t/va+lue?&\u{E4} of mine"

    /// What programs make of the secret, the text around it with it.
    private var written: [String] {
        let encoded = secret.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        return [
            secret, encoded, encoded.replacing("%20", with: "+"), encoded.lowercased(),
            Data(secret.utf8).base64EncodedString(), Data((secret + "\n").utf8).base64EncodedString(),
            Data(secret.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_"),
            secret.utf8.map { String($0, radix: 16) }.joined(),
            secret.replacing("/", with: "\\/"),
        ]
    }

    @Test func hidesEveryFormWhateverStandsAroundIt() {
        let masker = Masker(secrets: [secret])
        for form in written {
            #expect(masker.masking("a=\(form);") == "a=***;", "\(form)")
        }
    }

    @Test(arguments: ["user:", "ab", "a", ""]) func hidesItInsideOfWhatIsEncodedWithMore(before: String) throws {
        let shown = Masker(secrets: [secret]).masking(Data((before + secret + "-end").utf8).base64EncodedString())
        #expect(shown.contains("***"))
        // No three bytes of it can be read from what is left.
        for piece in shown.split(separator: "***") {
            let whole = piece.suffix(piece.count / 4 * 4)
            let decoded = Data(base64Encoded: String(whole)).map { String(decoding: $0, as: UTF8.self) } ?? ""
            #expect(!decoded.contains("s3c") && !decoded.contains("ine"), "\(shown)")
        }
    }

    @Test func hidesTheLinesOfOneWithSeveralWithoutTheirIndentation() {
        let masker = Masker(secrets: ["-----BEGIN KEY-----\r\n  first line of it  \nsecond line\n}\n"])
        #expect(masker.masking("> second line <") == "> *** <")
        #expect(masker.masking("\tfirst line of it") == "\t***")
        #expect(masker.masking("}") == "}")
    }

    @Test func hidesTheSecretValuesInsideOfAJSONSecret() {
        let masker = Masker(secrets: [
            #"{"username":"admin","password":"a/b Sommer","port":5432,"api":{"key":"k1-k2-k3"}}"#
        ])
        #expect(masker.masking("admin:a/b Sommer@host:5432 k1-k2-k3 a%2Fb%20Sommer") == "admin:***@host:5432 *** ***")
    }

    @Test func hidesBase64InTheLinesThatProgramsBreakItInto() {
        let secret = String((0..<200).map { _ in "abcdefghijklmnopqrstuvwxyz0123456789".randomElement() ?? "x" })
        let encoded = Data(secret.utf8).base64EncodedString()
        for width in [64, 76] {
            var rest = Substring(encoded)
            while !rest.isEmpty {
                #expect(Masker(secrets: [secret]).masking(String(rest.prefix(width))) == "***")
                rest = rest.dropFirst(width)
            }
        }
    }

    @Test func hidesOnesOfAnyLength() {
        let secret = String((0..<20_000).map { _ in "abcdefghijklmnopqrstuvwxyz0123456789".randomElement() ?? "x" })
        #expect(Masker(secrets: [secret]).masking("[\(secret)]") == "[***]")
    }

    @Test func leavesSecretsThatAreTooShortToTell() {
        #expect(Masker(secrets: ["abc", "abcd"]).masking("abc abcd") == "abc ***")
        #expect(Masker(secrets: []).masking("abc") == "abc")
    }

    @Test func hidesOverlappingSecretsAsOne() {
        #expect(Masker(secrets: ["abcdef", "defghi"]).masking("[abcdefghi]") == "[***]")
    }

    @Test func aCutDividesNoSecret() {
        let masker = Masker(secrets: ["hunter2-hunter2"])
        let line = Array("0123456789hunter2-hunter2rest".utf8)
        #expect(masker.cut(line, near: 9) == 9)
        #expect(masker.cut(line, near: 15) == 25)
        #expect(masker.cut(line, near: 25) == 25)
    }
}

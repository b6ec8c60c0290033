import Crypto
import Foundation

/// Where and when a signature holds: `20150830/us-east-1/codepipeline/aws4_request`.
public struct CredentialScope: Sendable, Hashable {
    /// The day, as `YYYYMMDD` in UTC.
    public var day: String
    public var region: String
    public var service: String

    public init(day: String, region: String, service: String) {
        self.day = day
        self.region = region
        self.service = service
    }

    /// `nil` unless the text has the four parts of a scope.
    init?(_ parts: some Collection<Substring>) {
        let parts = Array(parts)
        guard parts.count == 4, parts[3] == "aws4_request" else { return nil }
        self.init(day: String(parts[0]), region: String(parts[1]), service: String(parts[2]))
    }

    var text: String { "\(day)/\(region)/\(service)/aws4_request" }
}

/// What texts of one scope are signed with.
///
/// Source: AWS General Reference, "Create a signed AWS API request", steps 2 to 4.
struct SigningKey: Sendable {
    private let scope: CredentialScope
    private let key: SymmetricKey

    init(_ scope: CredentialScope, secret: String) {
        self.scope = scope
        key = [scope.day, scope.region, scope.service, "aws4_request"].reduce(
            SymmetricKey(data: Data("AWS4\(secret)".utf8))
        ) { key, part in
            SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Data(part.utf8), using: key))
        }
    }

    /// The signature of a text, in hexadecimal digits.
    func signature(of canonicalRequest: String, at time: String) -> String {
        let digest = hexadecimal(SHA256.hash(data: Data(canonicalRequest.utf8)))
        let text = "\(Signer.algorithm)\n\(time)\n\(scope.text)\n\(digest)"
        return hexadecimal(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key))
    }
}

/// Lower-case hexadecimal digits.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    var digits: [UInt8] = []
    digits.reserveCapacity(2 * bytes.underestimatedCount)
    for byte in bytes {
        digits.append(hexadecimalDigits[Int(byte >> 4)])
        digits.append(hexadecimalDigits[Int(byte & 15)])
    }
    return String(decoding: digits, as: UTF8.self)
}

private let hexadecimalDigits = Array("0123456789abcdef".utf8)

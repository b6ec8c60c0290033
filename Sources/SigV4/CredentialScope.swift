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

    /// The signature of a text, in hexadecimal digits.
    ///
    /// Source: AWS General Reference, "Create a signed AWS API request", steps 2 to 4.
    func signature(of canonicalRequest: String, at time: String, with secret: String) -> String {
        let digest = hexadecimal(SHA256.hash(data: Data(canonicalRequest.utf8)))
        let text = "\(Signer.algorithm)\n\(time)\n\(self.text)\n\(digest)"
        var key = SymmetricKey(data: Data("AWS4\(secret)".utf8))
        for part in [day, region, service, "aws4_request"] {
            key = SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Data(part.utf8), using: key))
        }
        return hexadecimal(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key))
    }
}

/// Lower-case hexadecimal digits.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}

/// `20150830T123600Z`, in UTC.
enum SigningTime {
    private static let style = Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted)

    static func text(_ date: Date) -> String { date.formatted(style) }

    static func date(_ text: String) -> Date? { try? Date(text, strategy: style) }
}

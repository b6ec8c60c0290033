public import Foundation

/// How services differ in what they sign.
public struct SigningOptions: Sendable {
    /// Dots and empty segments are taken out of the path; S3 signs it as it is.
    public var normalizesPath = true
    /// The path is encoded as it is sent, which encodes what was encoded before once more; S3 does not.
    public var encodesPath = true
    /// The body's hash is sent in `x-amz-content-sha256` and signed, as S3 wants.
    public var sendsBodyHash = false
    /// The session token is signed; a few services add it afterwards.
    public var signsSessionToken = true

    public init() {}

    /// What the service of a scope signs.
    init(for service: String) {
        if service == "s3" { (normalizesPath, encodesPath, sendsBodyHash) = (false, false, true) }
    }
}

/// Signs requests as AWS Signature Version 4 asks.
public struct Signer: Sendable {
    static let algorithm = "AWS4-HMAC-SHA256"

    public var key: AccessKey
    public var region: String
    public var service: String
    public var options: SigningOptions

    public init(key: AccessKey, region: String, service: String, options: SigningOptions = SigningOptions()) {
        self.key = key
        self.region = region
        self.service = service
        self.options = options
    }

    /// The headers to add to a request, which must have its `Host` already; all its headers are signed.
    public func headers(for request: SignableRequest, at date: Date) -> [(name: String, value: String)] {
        let time = SigningTime.text(date)
        var added: [(name: String, value: String)] = [("X-Amz-Date", time)]
        if options.sendsBodyHash { added.append(("X-Amz-Content-Sha256", CanonicalRequest.hash(request.body))) }
        let token = key.sessionToken.map { (name: "X-Amz-Security-Token", value: $0) }
        if let token, options.signsSessionToken { added.append(token) }
        var signed = request
        signed.headers += added
        let names = Set(signed.headers.map { $0.name.lowercased() }).sorted()
        let canonical = CanonicalRequest(
            request: signed, signedHeaders: names, query: request.query, options: options)
        let signature = SigningKey(scope(time), secret: key.secret).signature(of: canonical.text, at: time)
        if let token, !options.signsSessionToken { added.append(token) }
        let authorization =
            "\(Self.algorithm) Credential=\(key.id)/\(scope(time).text), "
            + "SignedHeaders=\(names.joined(separator: ";")), Signature=\(signature)"
        return added + [("Authorization", authorization)]
    }

    /// The parameters to add to a request's query, so that whoever has the address may send it.
    ///
    /// - Parameter seconds: how long it holds.
    public func query(
        for request: SignableRequest, at date: Date, expiringIn seconds: Int
    ) -> [(name: String, value: String)] {
        let time = SigningTime.text(date)
        let names = Set(request.headers.map { $0.name.lowercased() }).sorted()
        var added: [(name: String, value: String)] = [
            ("X-Amz-Algorithm", Self.algorithm), ("X-Amz-Credential", "\(key.id)/\(scope(time).text)"),
            ("X-Amz-Date", time), ("X-Amz-SignedHeaders", names.joined(separator: ";")),
            ("X-Amz-Expires", String(seconds)),
        ]
        let token = key.sessionToken.map { (name: "X-Amz-Security-Token", value: $0) }
        if let token, options.signsSessionToken { added.append(token) }
        let canonical = CanonicalRequest(
            request: request, signedHeaders: names, query: request.query + added, options: options)
        let signature = SigningKey(scope(time), secret: key.secret).signature(of: canonical.text, at: time)
        if let token, !options.signsSessionToken { added.append(token) }
        return added + [("X-Amz-Signature", signature)]
    }

    private func scope(_ time: String) -> CredentialScope {
        CredentialScope(day: String(time.prefix(8)), region: region, service: service)
    }
}

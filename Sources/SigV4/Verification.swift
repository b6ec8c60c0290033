public import Foundation
import Synchronization

/// Why a request is not let in.
public enum SignatureRefusal: Error, Sendable, Hashable {
    /// Nothing in the request says who sends it.
    case unsigned
    /// The `Authorization` header is not as Signature Version 4 has it; what is wrong.
    case malformed(String)
    /// Nobody has a key of this id.
    case unknownKey
    /// The signature is older than the limit, or from the future; the time it bears, and ours.
    case expired(String, now: String)
    case notYetValid(String, now: String)
    /// The signature is not that of this request under this key.
    case mismatch
}

/// What a signature that holds says.
public struct VerifiedSignature: Sendable, Hashable {
    public var keyID: String
    public var scope: CredentialScope
}

/// Checks the signature in a request's `Authorization` header.
public struct Verification: Sendable {
    /// How far the clocks may be apart: five minutes, as at AWS.
    public static let longestAge: TimeInterval = 5 * 60

    private let keys: @Sendable (String) -> AccessKey?
    private let signingKeys = SigningKeyMemo()

    /// - Parameter keys: the key of an id, if there is one.
    public init(keys: @escaping @Sendable (String) -> AccessKey?) {
        self.keys = keys
    }

    /// Answers who signed the request, and for what.
    ///
    /// - Parameter bodyHash: what `x-amz-content-sha256` has to say, where the body is not at hand.
    @discardableResult
    public func check(
        _ request: SignableRequest, bodyHash: String? = nil, now: Date
    ) throws(SignatureRefusal) -> VerifiedSignature {
        guard let header = request.header("authorization") else { throw .unsigned }
        let authorization = try Authorization(header)
        guard let time = request.header("x-amz-date"), let date = SigningTime.date(time) else {
            throw .malformed("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")
        }
        guard time.hasPrefix(authorization.scope.day) else {
            throw .malformed(
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP")
        }
        guard authorization.signedHeaders.contains("host") else {
            throw .malformed("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.")
        }
        try Self.checkSignedHeaders(authorization, request)
        guard let key = keys(authorization.keyID) else { throw .unknownKey }
        try Self.check(date, time, now)
        let hash = bodyHash ?? CanonicalRequest.hash(request.body)
        try check(authorization, request, time, key, bodyHash: hash)
        return VerifiedSignature(keyID: authorization.keyID, scope: authorization.scope)
    }

    /// What decides on a request, such as its operation, has to be part of what is signed.
    private static func checkSignedHeaders(
        _ authorization: Authorization, _ request: SignableRequest
    ) throws(SignatureRefusal) {
        let names = Set(request.headers.map { $0.name.lowercased() }).filter { $0.hasPrefix("x-amz-") }
        let unsigned = names.subtracting(authorization.signedHeaders).sorted()
        if unsigned.isEmpty { return }
        throw .malformed(
            "There were headers present in the request which were not signed: \(unsigned.joined(separator: ", "))")
    }

    private static func check(_ date: Date, _ time: String, _ now: Date) throws(SignatureRefusal) {
        let age = now.timeIntervalSince(date)
        if age > longestAge { throw .expired(time, now: SigningTime.text(now)) }
        if age < -longestAge { throw .notYetValid(time, now: SigningTime.text(now)) }
    }

    private func check(
        _ authorization: Authorization, _ request: SignableRequest, _ time: String, _ key: AccessKey,
        bodyHash: String
    ) throws(SignatureRefusal) {
        // A hash that the client sends is signed in place of the body, so it must be the body's.
        if let hash = request.header("x-amz-content-sha256"), hash != bodyHash {
            throw .mismatch
        }
        let canonical = CanonicalRequest(
            request: request, signedHeaders: authorization.signedHeaders, query: request.query,
            options: SigningOptions(for: authorization.scope.service))
        let signature = signingKeys.key(authorization.scope, of: key).signature(of: canonical.text, at: time)
        guard Self.areEqual(signature, authorization.signature) else { throw .mismatch }
    }

    /// Takes the same time wherever the texts differ.
    private static func areEqual(_ first: String, _ second: String) -> Bool {
        guard first.utf8.count == second.utf8.count else { return false }
        return zip(first.utf8, second.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

/// The signing keys that were derived last: a client's stays the same for a day.
private final class SigningKeyMemo: Sendable {
    private struct Origin: Hashable {
        var scope: CredentialScope
        var key: AccessKey
    }

    private let derived = Mutex<[Origin: SigningKey]>([:])
    /// More than the days, services and keys that are used by turns.
    private let capacity = 32

    func key(_ scope: CredentialScope, of key: AccessKey) -> SigningKey {
        let origin = Origin(scope: scope, key: key)
        if let known = derived.withLock({ $0[origin] }) { return known }
        let new = SigningKey(scope, secret: key.secret)
        derived.withLock { derived in
            if derived.count >= capacity { derived.removeAll(keepingCapacity: true) }
            derived[origin] = new
        }
        return new
    }
}

/// `AWS4-HMAC-SHA256 Credential=ID/SCOPE, SignedHeaders=a;b, Signature=HEX`.
private struct Authorization {
    let keyID: String
    let scope: CredentialScope
    let signedHeaders: [String]
    let signature: String

    init(_ header: String) throws(SignatureRefusal) {
        guard header.hasPrefix(Signer.algorithm + " ") else {
            throw .malformed("Authorization header requires '\(Signer.algorithm)'.")
        }
        var members: [Substring: Substring] = [:]
        for member in header.utf8.dropFirst(Signer.algorithm.utf8.count + 1).split(separator: UInt8(ascii: ",")) {
            let parts = member.split(separator: UInt8(ascii: "="), maxSplits: 1)
            if parts.count == 2 { members[Substring(parts[0].drop { $0 == UInt8(ascii: " ") })] = Substring(parts[1]) }
        }
        func member(_ name: Substring) throws(SignatureRefusal) -> Substring {
            guard let value = members[name] else {
                throw .malformed("Authorization header requires '\(name)' parameter.")
            }
            return value
        }
        let credential = try member("Credential").utf8
            .split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { Substring($0) }
        guard credential.count >= 5, let scope = CredentialScope(credential.suffix(4)) else {
            throw .malformed("Credential must have exactly 5 slash-delimited elements.")
        }
        keyID = credential.dropLast(4).joined(separator: "/")
        self.scope = scope
        signedHeaders = try member("SignedHeaders").utf8.split(separator: UInt8(ascii: ";"))
            .map { Substring($0).lowercased() }
        signature = String(try member("Signature"))
    }
}

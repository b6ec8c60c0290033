import Foundation
import Hummingbird
import PipelineAPI
import SigV4

/// Lets in requests that are signed with one of the engine's access keys and meant for this host.
struct SignatureGate: Sendable {
    let verification: Verification
    /// Where the engine is, as far as clients can tell.
    let region: String
    /// Whether a `Host` means this engine. Another name points here by a trick, such as DNS rebinding.
    let isOwn: @Sendable (_ host: String) -> Bool
    let now: @Sendable () -> Date

    /// Throws the error that AWS answers.
    func check(_ request: Request, body: Data) throws(APIError) {
        do {
            let signature = try verification.check(signable(request, body), now: now())
            try check(signature.scope, target: request.target)
        } catch let refusal as SignatureRefusal {
            throw APIError(refusal)
        } catch let error as APIError {
            throw error
        } catch {
            throw APIError(.mismatch)
        }
    }

    /// Answers whose key signed a request to S3, whose body is still to come: it must have the hash that is signed.
    ///
    /// Throws the error that S3 answers.
    func checkArtifactRequest(_ request: Request, bodyHash: String) throws(APIError) -> String {
        do {
            let signature = try verification.check(signable(request, Data()), bodyHash: bodyHash, now: now())
            guard signature.scope.service == "s3", signature.scope.region == region else {
                throw APIError(
                    code: "AuthorizationHeaderMalformed",
                    message: "The credential is for '\(signature.scope.service)' in '\(signature.scope.region)'; "
                        + "expecting 's3' in '\(region)'.")
            }
            return signature.keyID
        } catch let refusal as SignatureRefusal {
            throw APIError(s3: refusal)
        } catch let error as APIError {
            throw error
        } catch {
            throw APIError(s3: .mismatch)
        }
    }

    private func signable(_ request: Request, _ body: Data) throws(APIError) -> SignableRequest {
        guard let host = request.head.authority, isOwn(host) else {
            throw .foreignHost(request.head.authority ?? "")
        }
        var headers = request.headers.map { (name: $0.name.rawName, value: $0.value) }
        headers.append(("host", host))
        return SignableRequest(
            method: request.method.rawValue, target: request.uri.string, headers: headers, body: body)
    }

    /// A signature for one service or region is none for another.
    private func check(_ scope: CredentialScope, target: String?) throws(APIError) {
        guard scope.region == region else {
            throw .signature(
                "Credential should be scoped to a valid region, not '\(scope.region)'. This engine is in '\(region)'.")
        }
        let service = target.flatMap { Service(target: $0) } ?? .sluice
        guard scope.service == service.signingName else {
            throw .signature("Credential should be scoped to correct service: '\(service.signingName)'.")
        }
    }
}

extension APIError {
    static func foreignHost(_ host: String) -> APIError {
        APIError(code: "AccessDeniedException", message: "This engine is not '\(host)'", status: 403)
    }

    fileprivate static func signature(_ message: String) -> APIError {
        APIError(code: "InvalidSignatureException", message: message)
    }

    /// In S3's own codes.
    fileprivate init(s3 refusal: SignatureRefusal) {
        let plain = APIError(refusal)
        switch refusal {
        case .unsigned: self.init(code: "AccessDenied", message: "Access Denied", status: 403)
        case .malformed: self.init(code: "AuthorizationHeaderMalformed", message: plain.message)
        case .unknownKey: self.init(code: "InvalidAccessKeyId", message: plain.message, status: 403)
        case .expired, .notYetValid: self.init(code: "RequestTimeTooSkewed", message: plain.message, status: 403)
        case .mismatch: self.init(code: "SignatureDoesNotMatch", message: plain.message, status: 403)
        }
    }

    /// In AWS's own words.
    fileprivate init(_ refusal: SignatureRefusal) {
        switch refusal {
        case .unsigned:
            self.init(
                code: "MissingAuthenticationTokenException", message: "Request is missing Authentication Token")
        case .malformed(let what):
            self.init(code: "IncompleteSignatureException", message: what)
        case .unknownKey:
            self.init(
                code: "UnrecognizedClientException", message: "The security token included in the request is invalid.")
        case .expired(let time, let now):
            self = .signature("Signature expired: \(time) is now earlier than \(now) less 5 min.")
        case .notYetValid(let time, let now):
            self = .signature("Signature not yet current: \(time) is still later than \(now) and 5 min.")
        case .mismatch:
            self = .signature(
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret "
                    + "Access Key and signing method. Consult the service documentation for details.")
        }
    }
}

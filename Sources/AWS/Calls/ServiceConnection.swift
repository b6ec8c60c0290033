public import Foundation
import PipelineAPI
import SigV4

/// The way to one service in one region: signs each try anew, and repeats what may be repeated.
///
/// A value that holds no connection; making one costs nothing. A cancelled task ends its call at once.
public struct ServiceConnection: Sendable {
    public let service: AWSService
    public let region: String
    public let endpoint: URL
    /// Whether the address was configured, and is probably not AWS's own.
    let isEndpointConfigured: Bool
    /// Who signs; `nil` for the few operations that are not signed.
    let credentials: CredentialSource?
    let calls: CallSettings
    /// The profile, for sentences.
    let profile: String

    init(
        service: AWSService, region: String, configuration: AWSConfiguration, credentials: CredentialSource?,
        calls: CallSettings
    ) throws(AWSConfigurationError) {
        self.service = service
        self.region = region
        endpoint = try configuration.endpoint(of: service, region: region)
        isEndpointConfigured = configuration.hasConfiguredEndpoint(service)
        self.credentials = credentials
        self.calls = calls
        profile = configuration.profileName
    }

    /// Sends a request until it has an answer that stands.
    ///
    /// - Parameter address: where it goes if not to `endpoint`, without a path; for hosts that belong to a bucket.
    /// - Throws: `ClientError` with the service's refusal, `CredentialError`, `AWSConfigurationError`, or
    ///   `CancellationError`.
    func send(_ request: AWSRequest, to address: URL? = nil) async throws -> AWSAnswer {
        var attempts = 0
        while true {
            attempts += 1
            let signer = try await credentials?.credentials()
            let result = await attempt(request, address ?? endpoint, signer)
            guard case .failure(let failure) = result else {
                calls.noteSuccess()
                return try result.get()
            }
            guard let reason = await retryReason(failure, request, signer), attempts < calls.policy.maxAttempts,
                calls.allowsRetry(for: reason)
            else { throw expiry(failure, request, signer) ?? failure.error }
            try await calls.pace.pause(RetryPolicy.delay(after: attempts, jitter: calls.pace.jitter()))
        }
    }

    /// A try that failed: how, and when it was by the service's clock.
    private struct Failure: Error {
        var error: any Error
        var date: Date?
    }

    private func attempt(
        _ request: AWSRequest, _ address: URL, _ signer: AWSCredentials?
    ) async -> Result<AWSAnswer, Failure> {
        do {
            let target = request.target(below: address.path(percentEncoded: true))
            let headers = signed(request, target, host: address.hostHeader, signer)
            let origin = "\(address.scheme ?? "https")://\(address.hostHeader)"
            let answer = try await calls.exchange(
                request.method, origin + target, headers: headers, body: request.body)
            if (200..<300).contains(answer.status) { return .success(answer) }
            let error = APIError(answer, call: call(request, signer))
            let date = answer.header("date").flatMap(WireDate.parseHTTP)
            return .failure(Failure(error: ClientError.service(error), date: date))
        } catch ClientError.timedOut(_, let limit) {
            return .failure(Failure(error: ClientError.timedOut(operation: request.operation, after: limit)))
        } catch {
            return .failure(Failure(error: error))
        }
    }

    private func signed(
        _ request: AWSRequest, _ target: String, host: String, _ signer: AWSCredentials?
    ) -> [(String, String)] {
        guard let signer else { return request.headers }
        var options = SigningOptions()
        if service == .s3 {
            (options.normalizesPath, options.encodesPath, options.sendsBodyHash) = (false, false, true)
        }
        let signable = SignableRequest(
            method: request.method, target: target, headers: request.headers + [("host", host)], body: request.body)
        let added = Signer(key: signer.key, region: region, service: service.signingName, options: options)
            .headers(for: signable, at: calls.serviceTime)
        return request.headers + added
    }

    /// Why a failure is worth another try, with what has to change before it.
    private func retryReason(
        _ failure: Failure, _ request: AWSRequest, _ signer: AWSCredentials?
    ) async -> RetryPolicy.Reason? {
        switch failure.error {
        case ClientError.service(let error):
            switch RetryPolicy.reason(for: error) {
            case .skewed: return failure.date.map(calls.adjustClock(to:)) == true ? .skewed : nil
            case .expiredCredentials:
                guard let signer, signer.expiration != nil else { return nil }
                await credentials?.forget(signer)
                return .expiredCredentials
            case let reason: return reason
            }
        case ClientError.timedOut: return request.isRepeatable ? .timedOut : nil
        // A connection that broke may have carried the operation to the service.
        case ClientError.unreachable: return request.isRepeatable ? .transient : nil
        default: return nil
        }
    }

    /// Keys that have ended are no matter of the call.
    private func expiry(_ failure: Failure, _ request: AWSRequest, _ signer: AWSCredentials?) -> CredentialError? {
        guard case ClientError.service(let error) = failure.error, let signer,
            RetryPolicy.reason(for: error) == .expiredCredentials
        else { return nil }
        return signer.expiry(at: call(request, signer))
    }

    /// `DescribeStacks in eu-west-1 with profile 'dev'`.
    private func call(_ request: AWSRequest, _ signer: AWSCredentials?) -> String {
        "\(request.operation) in \(region)" + (signer.map { " with \($0.origin)" } ?? "")
    }
}

extension AWSRequest {
    /// Path and query as they are sent, below the endpoint's own path.
    fileprivate func target(below base: String) -> String {
        let prefix = base.hasSuffix("/") ? String(base.dropLast()) : base
        let pairs = query.map { "\(URIEncoding.encode($0.name))=\(URIEncoding.encode($0.value))" }
        return prefix + path + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
    }
}

extension URL {
    /// The value of the `Host` header: the port stands there only if it isn't the scheme's own.
    var hostHeader: String {
        let host = host(percentEncoded: true) ?? ""
        let bracketed = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        let usual = scheme == "https" ? 443 : 80
        guard let port, port != usual else { return bracketed }
        return "\(bracketed):\(port)"
    }
}

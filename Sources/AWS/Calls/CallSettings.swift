import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Synchronization

/// What all calls of a session share: connections, patience, and what they have learned of the service's clock.
final class CallSettings: Sendable {
    let pace: Pace
    let policy: RetryPolicy
    /// How long one try may take from connecting to the last byte, beside what its body takes.
    let timeout: Duration
    /// The file of certificate authorities that count; `nil` for the system's.
    private let certificateAuthorities: String?
    private let state = Mutex((quota: RetryQuota(), skew: TimeInterval(0)))

    /// The longest answer that is read, in bytes.
    private static let answerLimit = 64 * 1024 * 1024

    init(
        policy: RetryPolicy = RetryPolicy(), timeout: Duration = .seconds(60), certificateAuthorities: String? = nil,
        pace: Pace = .real
    ) {
        self.policy = policy
        self.timeout = timeout
        self.certificateAuthorities = certificateAuthorities
        self.pace = pace
    }

    /// The time as services have it.
    var serviceTime: Date { pace.now().addingTimeInterval(state.withLock { $0.skew }) }

    /// Sets the clock by an answer's `Date` header. Answers whether that changes anything: a few minutes do no harm.
    func adjustClock(to date: Date) -> Bool {
        let skew = date.timeIntervalSince(pace.now())
        return state.withLock { state in
            guard abs(skew - state.skew) > Self.harmlessSkew else { return false }
            state.skew = skew
            return true
        }
    }

    /// Whether the stock of tries allows one more.
    func allowsRetry(for reason: RetryPolicy.Reason) -> Bool { state.withLock { $0.quota.take(for: reason) } }
    func noteSuccess() { state.withLock { $0.quota.giveBack() } }

    private static let harmlessSkew: TimeInterval = 4 * 60

    /// Sends one request as it is, once.
    ///
    /// - Throws: `ClientError.unreachable`, `ClientError.timedOut`, or `CancellationError`.
    func exchange(
        _ method: String, _ address: String, headers: [(String, String)], body: Data = Data(), timeout: Duration? = nil
    ) async throws -> AWSAnswer {
        guard let url = URL(string: address) else {
            throw AWSConfigurationError.invalid("'\(address.prefix(200))' is no address.")
        }
        var request = HTTPClientRequest(url: address)
        request.method = HTTPMethod(rawValue: method)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if !body.isEmpty || method == "POST" || method == "PUT" { request.body = .bytes(ByteBuffer(bytes: body)) }
        let sent = request
        let limit = (timeout ?? self.timeout) + Self.time(toSend: body.count)
        return try await withTimeLimit(limit, operation: "\(method) \(url.path())") {
            try await self.send(sent, to: .url(url))
        }
    }

    /// How long a body may take on a slow line.
    static func time(toSend sizeInBytes: Int) -> Duration { .seconds(sizeInBytes) / slowestRate }

    /// In bytes a second.
    private static let slowestRate = 64 * 1024

    private func send(_ request: HTTPClientRequest, to endpoint: Endpoint) async throws -> AWSAnswer {
        do {
            let client = try Transport.client(trusting: certificateAuthorities)
            let response = try await client.execute(request, deadline: .distantFuture)
            let body = try await response.body.collect(upTo: Self.answerLimit)
            return AWSAnswer(
                status: Int(response.status.code), headers: response.headers.map { ($0.name, $0.value) },
                body: Data(body.readableBytesView))
        } catch is NIOTooManyBytesError {
            throw ClientError.undecodable(
                operation: request.method.rawValue, reason: "it is longer than \(Self.answerLimit) bytes")
        } catch let error as AWSConfigurationError {
            throw error
        } catch {
            throw endpoint.failure(error)
        }
    }
}

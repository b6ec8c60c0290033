import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
public import PipelineAPI
public import SigV4

/// Calls the operations of an endpoint: `try await client(GetPipeline.self, .init(name: "shop"))`.
///
/// A value that holds no connection; making one costs nothing. A cancelled task ends its call at once. No operation is
/// repeated here that may have been carried out.
public struct ServiceClient: Sendable {
    public var endpoint: Endpoint
    /// How long one call may take from connecting to the last byte of its answer.
    public var timeout: Duration
    /// What requests over a network are signed with; a Unix-domain socket asks for no signature.
    public var identity: Identity?
    /// Starts the engine behind a socket anew if it has died. Answers whether it is worth another try.
    public var revive: (@Sendable () async throws -> Bool)?
    /// Set if this is AWS: who signs, and where its services are.
    public internal(set) var session: AWSSession?

    /// An access key, and the region that signatures name.
    public struct Identity: Sendable {
        public var key: AccessKey
        public var region: String

        public init(key: AccessKey, region: String) {
            self.key = key
            self.region = region
        }
    }

    /// The longest answer that is read, in bytes.
    private static let answerLimit = 64 * 1024 * 1024

    public init(endpoint: Endpoint, timeout: Duration = .seconds(30), identity: Identity? = nil) {
        self.endpoint = endpoint
        self.timeout = timeout
        self.identity = identity
    }

    /// Calls one operation.
    ///
    /// - Throws: `ClientError`, or `CancellationError` if the task was cancelled.
    public func callAsFunction<O: PipelineAPI.Operation>(_ operation: O.Type, _ input: O.Input) async throws -> O.Output
    {
        if let session { return try await call(O.self, input, on: session) }
        let (status, body) = try await send(WireFormat.encoder().encode(input), to: O.target)
        guard status == 200 else { throw ClientError.service(body, status: status, operation: O.target) }
        return try decode(O.self, body)
    }

    /// A request for the endpoint that says nothing yet but where it goes.
    func request(path: String, query: [URLQueryItem] = []) throws -> HTTPClientRequest {
        guard let address = endpoint.address(path: path, query: query) else {
            throw ClientError.unreachable(endpoint, reason: "this is no address")
        }
        var request = HTTPClientRequest(url: address)
        // A local connection costs next to nothing, while a kept one may belong to an engine that has gone since.
        if case .unixSocket = endpoint { request.headers.add(name: "connection", value: "close") }
        return request
    }

    /// The answer, or `timedOut`.
    private func send(_ body: Data, to operation: String) async throws -> (Int, Data) {
        try await withTimeLimit(timeout, operation: operation) {
            switch endpoint {
            case .unixSocket(let path): try await exchange(body, with: operation, socketPath: path)
            case .url: try await exchange(body, with: operation)
            }
        }
    }

    private func exchange(
        _ body: Data, with operation: String, socketPath: String
    ) async throws -> (Int, Data) {
        let head = [
            "POST / HTTP/1.1", "host: localhost", "connection: close", "content-type: \(WireFormat.contentType)",
            "x-amz-target: \(operation)", "content-length: \(body.count)", "", "",
        ]
        let request = Data(head.joined(separator: "\r\n").utf8) + body
        do {
            return try await SocketExchange(endpoint: endpoint, path: socketPath).answer(to: request)
        } catch let refusal as SocketExchange.Refused {
            guard let revive, try await revive() else { throw refusal.cause }
        }
        do {
            return try await SocketExchange(endpoint: endpoint, path: socketPath).answer(to: request)
        } catch let refusal as SocketExchange.Refused {
            throw refusal.cause
        }
    }

    private func exchange(_ body: Data, with operation: String) async throws -> (Int, Data) {
        var request = try request(path: "/")
        request.method = .POST
        request.headers.add(name: "content-type", value: WireFormat.contentType)
        request.headers.add(name: "x-amz-target", value: operation)
        request.body = .bytes(ByteBuffer(bytes: body))
        sign(&request, body: body, for: Service(target: operation) ?? .sluice)
        do {
            let response = try await Transport.shared.execute(request, deadline: .distantFuture)
            let body = try await response.body.collect(upTo: Self.answerLimit)
            return (Int(response.status.code), Data(body.readableBytesView))
        } catch is NIOTooManyBytesError {
            throw ClientError.undecodable(operation: operation, reason: "it is longer than \(Self.answerLimit) bytes")
        } catch {
            throw endpoint.failure(error)
        }
    }

    func sign(_ request: inout HTTPClientRequest, body: Data = Data(), for service: Service) {
        guard let identity, let url = URLComponents(string: request.url) else { return }
        let host = url.port.map { "\(url.host ?? ""):\($0)" } ?? url.host ?? ""
        let target =
            (url.percentEncodedPath.isEmpty ? "/" : url.percentEncodedPath)
            + (url.percentEncodedQuery.map { "?\($0)" } ?? "")
        let signer = Signer(key: identity.key, region: identity.region, service: service.signingName)
        let headers = request.headers.map { (name: $0.name, value: $0.value) } + [("host", host)]
        let signable = SignableRequest(method: request.method.rawValue, target: target, headers: headers, body: body)
        for header in signer.headers(for: signable, at: Date()) {
            request.headers.add(name: header.name, value: header.value)
        }
    }

    func decode<O: PipelineAPI.Operation>(_ operation: O.Type, _ body: Data) throws -> O.Output {
        do {
            // Operations without output may answer nothing at all.
            return try WireFormat.decoder().decode(O.Output.self, from: body.isEmpty ? Data("{}".utf8) : body)
        } catch {
            throw ClientError.undecodable(operation: O.target, reason: "\(error)")
        }
    }
}

extension ClientError {
    /// The error in an answer's body, or that there is none in a form we know.
    static func service(_ body: Data, status: Int, operation: String) -> ClientError {
        guard let error = try? WireFormat.decoder().decode(APIErrorBody.self, from: body) else {
            return .undecodable(operation: operation, reason: "status \(status) without an error in AWS's form")
        }
        return .service(APIError(code: error.code, message: error.message ?? "", status: status))
    }
}

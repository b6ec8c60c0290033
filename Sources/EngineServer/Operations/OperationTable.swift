public import Foundation
public import Logging
public import PipelineAPI

/// The operations an engine answers, each with what carries it out; it knows no connection.
public struct OperationTable: Sendable {
    /// Decodes a request, carries it out and encodes the result.
    private typealias Handler = @Sendable (Data) async throws -> Data

    private var handlers: [String: Handler] = [:]
    private let logger: Logger
    private let requestID: @Sendable () -> String

    /// - Parameters:
    ///   - logger: Where an unexpected failure is told in full; the client learns only the request's id.
    ///   - requestID: Makes the id of the next answer; by default a random one.
    public init(
        logger: Logger, requestID: (@Sendable () -> String)? = nil
    ) {
        self.logger = logger
        self.requestID = requestID ?? RequestID.next
    }

    /// Answers `operation` with `handler`, which may wait; a second handler for the same operation replaces the first.
    public mutating func on<O: PipelineAPI.Operation>(
        _ operation: O.Type, _ handler: @escaping @Sendable (O.Input) async throws -> O.Output
    ) {
        handlers[O.target] = { body in
            try await offLoop { try await WireFormat.encoder().encode(handler(O.input(from: body))) }
        }
    }

    /// Answers `operation` as `on` does, but what `atHand` knows at once on the thread of the connection; an output that is
    /// still the same is written only once.
    ///
    /// - Parameter atHand: must not wait for anything.
    mutating func on<O: PipelineAPI.Operation>(
        _ operation: O.Type, atHand: @escaping @Sendable (O.Input) -> O.Output?,
        _ handler: @escaping @Sendable (O.Input) async throws -> O.Output
    ) where O.Output: Equatable {
        let memo = AnswerMemo<O.Output>()
        handlers[O.target] = { body in
            let input = try O.input(from: body)
            if let output = atHand(input) { return try memo.bytes(of: output, for: body) }
            return try await offLoop { try await WireFormat.encoder().encode(handler(input)) }
        }
    }

    /// Answers one request.
    ///
    /// - Parameters:
    ///   - target: The value of the `X-Amz-Target` header, if the request has one.
    ///   - body: A JSON object; nothing counts as an empty one.
    public func respond(target: String?, body: Data) async -> Answer {
        await answer(target ?? "A request") { try await handler(for: target)(body) }
    }

    /// What `work` makes as an answer, or the error that it throws; one that nobody foresaw is told only in the log.
    func answer(_ what: String, _ work: () async throws -> Data) async -> Answer {
        let id = requestID()
        do {
            return try await Answer(body: work(), requestID: id)
        } catch let error as APIError {
            return Answer(error, requestID: id)
        } catch {
            logger.error(
                "\(what) failed",
                metadata: ["request": "\(id)", "error": "\(String(reflecting: error))"])
            return Answer(.internalFailure(requestID: id), requestID: id)
        }
    }

    /// The answer to a request that is none of an operation.
    func refuse(_ error: APIError) -> Answer {
        Answer(error, requestID: requestID())
    }

    private func handler(for target: String?) throws -> Handler {
        guard let target, !target.isEmpty else { throw APIError.noOperation }
        if let handler = handlers[target] { return handler }
        guard let service = Service(target: target) else { throw APIError.unknownOperation(target) }
        let prefix = service.target("")
        let offered = handlers.keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
        throw service.refusal(of: String(target.dropFirst(prefix.count)), offered: offered.sorted())
    }
}

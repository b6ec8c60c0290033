import Foundation
import PipelineAPI

extension ServiceClient {
    /// A client of AWS itself, where each service has an endpoint of its own.
    ///
    /// - Throws: `AWSConfigurationError` if the endpoint that was configured for CodePipeline is none.
    public init(session: AWSSession) throws {
        self.init(endpoint: .url(try session.connection(to: .codePipeline).endpoint))
        self.session = session
    }

    /// Whether the endpoint tells by itself what changes. AWS does not: there one has to look again and again.
    public var hasEvents: Bool { session == nil }

    /// Calls an operation of one of AWS's services, each at its own endpoint.
    func call<O: PipelineAPI.Operation>(_ operation: O.Type, _ input: O.Input, on session: AWSSession) async throws
        -> O.Output
    {
        let connection = try session.connection(to: Self.awsService(of: O.target))
        return try decode(O.self, try await connection.json(target: O.target, WireFormat.encoder().encode(input)))
    }

    /// The service that answers a target; what only sluice's engine has is refused as AWS refuses it.
    static func awsService(of target: String) throws -> AWSService {
        guard let service = Service(target: target).flatMap(AWSService.init) else {
            throw ClientError.service(APIError(code: "UnknownOperationException", message: "AWS has no \(target)."))
        }
        return service
    }
}

/// Goes on with a rollback that failed (CloudFormation API, ContinueUpdateRollback).
enum ContinueUpdateRollback: CloudFormationOperation {
    struct Input: Encodable, Sendable {
        var stackName: String
        var roleARN: String?
        var resourcesToSkip: [String]?
        var clientRequestToken: String?
    }

    typealias Output = NoOutput
}

extension CloudFormationClient {
    public func continueUpdateRollback(
        _ stackName: String, roleARN: String? = nil, skipping resources: [String]? = nil, token: String? = nil
    ) async throws {
        _ = try await connection.query(
            ContinueUpdateRollback.self,
            .init(stackName: stackName, roleARN: roleARN, resourcesToSkip: resources, clientRequestToken: token))
    }
}

/// A stack's template (CloudFormation API, GetTemplate).
enum GetTemplate: CloudFormationOperation {
    struct Input: Encodable, Sendable {
        var stackName: String?
        var changeSetName: String?
        var templateStage: String?
    }

    struct Output: Decodable, Sendable { var templateBody: String? }
}

extension CloudFormationClient {
    /// The text as it was sent, where characters beyond ASCII may have become `?`.
    ///
    /// - Parameter processed: after transforms.
    public func getTemplate(
        _ stackName: String?, changeSetName: String? = nil, processed: Bool = false
    ) async throws -> String {
        try await connection.query(
            GetTemplate.self,
            .init(
                stackName: stackName, changeSetName: changeSetName, templateStage: processed ? "Processed" : "Original")
        ).templateBody ?? ""
    }
}

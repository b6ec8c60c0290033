import PipelineAPI

/// One parameter (SSM API, GetParameter).
extension SSMClient {
    /// - Parameters:
    ///   - name: with its path; `NAME:VERSION` and `NAME:LABEL` choose an older one.
    ///   - decrypting: whether the value of a SecureString comes in clear.
    /// - Returns: `nil` if there is no such parameter.
    public func getParameter(_ name: String, decrypting: Bool = false) async throws -> SSMParameter? {
        struct Input: Encodable {
            var name: String
            var withDecryption: Bool
        }
        struct Output: Decodable { var parameter: SSMParameter }
        do {
            let output: Output = try await call("GetParameter", Input(name: name, withDecryption: decrypting))
            return output.parameter
        } catch ClientError.service(let error) where error.code == "ParameterNotFound" {
            return nil
        }
    }
}

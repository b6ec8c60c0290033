/// Several parameters at once (SSM API, GetParameters).
extension SSMClient {
    /// The parameters that exist, asked for ten at a time, which is the service's limit.
    public func getParameters(_ names: [String], decrypting: Bool = false) async throws -> [SSMParameter] {
        struct Input: Encodable {
            var names: [String]
            var withDecryption: Bool
        }
        struct Output: Decodable { var parameters: [SSMParameter]? }
        var parameters: [SSMParameter] = []
        for start in stride(from: 0, to: names.count, by: 10) {
            let page = Array(names[start..<min(start + 10, names.count)])
            let output: Output = try await call("GetParameters", Input(names: page, withDecryption: decrypting))
            parameters += output.parameters ?? []
        }
        return parameters
    }
}

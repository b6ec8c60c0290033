public import Foundation

/// What `docker login` takes (ECR API, GetAuthorizationToken). Prints without its secret.
public struct ECRAuthorization: Decodable, Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// `AWS:PASSWORD` in Base64.
    public var authorizationToken: String
    public var expiresAt: Date?
    public var proxyEndpoint: String?

    public var description: String { "\(proxyEndpoint ?? "a registry") ••••" }
    public var customMirror: Mirror { Mirror(self, children: ["proxyEndpoint": proxyEndpoint ?? ""]) }

    /// User and password out of the token.
    public var login: (user: String, password: String)? {
        guard let data = Data(base64Encoded: authorizationToken) else { return nil }
        let parts = String(decoding: data, as: UTF8.self).split(separator: ":", maxSplits: 1)
        return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
}

extension ECRClient {
    /// The way into the account's own registry, for twelve hours.
    public func getAuthorizationToken() async throws -> ECRAuthorization {
        struct Output: Decodable { var authorizationData: [ECRAuthorization]? }
        let output: Output = try await call("GetAuthorizationToken", [String: String]())
        guard let authorization = output.authorizationData?.first else {
            throw ClientError.undecodable(operation: "GetAuthorizationToken", reason: "authorizationData is empty")
        }
        return authorization
    }
}

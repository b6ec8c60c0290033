import Foundation
import SigV4

/// Keys that the machine gives to what runs on it.
extension CredentialChain {
    /// A container's credentials (ECS, EKS Pod Identity).
    ///
    /// Source: AWS SDKs and Tools Reference Guide, "Container credential provider".
    static let container: CredentialProvider = { lookup in
        let configuration = lookup.configuration
        let address: String
        if let path = configuration.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") {
            address = "http://169.254.170.2\(path)"
        } else if let full = configuration.variable("AWS_CONTAINER_CREDENTIALS_FULL_URI") {
            address = full
        } else {
            return nil
        }
        guard let url = URL(string: address), isTrusted(url) else {
            throw CredentialError.failed(
                "AWS_CONTAINER_CREDENTIALS_FULL_URI must be https, or http to this machine or a container host.")
        }
        let headers = try token(configuration).map { [("authorization", $0)] } ?? []
        let service = MetadataService(calls: lookup.calls, timeout: .seconds(2))
        guard
            let keys = try? await service.keys(url.absoluteString, headers: headers + [("accept", "application/json")])
        else {
            throw CredentialError.failed("The container's credentials can't be had from \(url.host() ?? "its host").")
        }
        return keys.credentials(origin: "the container's role")
    }

    /// Whether a token may be sent there: encrypted, to this machine, or to the hosts that AWS reserves.
    private static func isTrusted(_ url: URL) -> Bool {
        let hosts = ["localhost", "169.254.170.2", "169.254.170.23", "fd00:ec2::23", "[fd00:ec2::23]", "::1", "[::1]"]
        guard url.scheme == "http", let host = url.host() else { return url.scheme == "https" }
        return hosts.contains(host) || host.wholeMatch(of: #/127\.\d{1,3}\.\d{1,3}\.\d{1,3}/#) != nil
    }

    private static func token(_ configuration: AWSConfiguration) throws -> String? {
        var token = configuration.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN")
        if let path = configuration.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE") {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw CredentialError.failed("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE can't be read.")
            }
            token = String(decoding: data, as: UTF8.self)
        }
        if let token, token.contains(where: \.isNewline) {
            throw CredentialError.failed("The container's authorization token has a line break in it.")
        }
        return token
    }

    /// The role of an EC2 instance, by version 2 of its metadata service only: a token first, so that a request which
    /// somebody else caused gets nothing.
    static let instance: CredentialProvider = { lookup in
        let configuration = lookup.configuration
        if configuration.variable("AWS_EC2_METADATA_DISABLED")?.lowercased() == "true" { return nil }
        let usual =
            configuration.setting("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ec2_metadata_service_endpoint_mode")?
                .lowercased() == "ipv6" ? "http://[fd00:ec2::254]" : "http://169.254.169.254"
        var base =
            configuration.setting("AWS_EC2_METADATA_SERVICE_ENDPOINT", "ec2_metadata_service_endpoint") ?? usual
        if base.hasSuffix("/") { base.removeLast() }
        let limit = configuration.setting("AWS_METADATA_SERVICE_TIMEOUT", "metadata_service_timeout").flatMap(
            Double.init)
        let service = MetadataService(calls: lookup.calls, timeout: .seconds(limit ?? 1))
        // Elsewhere than on EC2 nobody answers; that is no error.
        guard
            let token = try? await service.text(
                "\(base)/latest/api/token", method: "PUT", headers: [("x-aws-ec2-metadata-token-ttl-seconds", "21600")])
        else { return nil }
        let headers = [("x-aws-ec2-metadata-token", token)]
        let roles = "\(base)/latest/meta-data/iam/security-credentials/"
        guard let role = try? await service.text(roles, headers: headers).split(whereSeparator: \.isNewline).first,
            let keys = try? await service.keys(roles + role, headers: headers)
        else { return nil }
        return keys.credentials(origin: "the instance's role \(role)")
    }
}

/// The small servers beside a container or an instance: one short try each.
private struct MetadataService {
    let calls: CallSettings
    let timeout: Duration

    private struct Refused: Error {}

    struct Keys: Decodable {
        var AccessKeyId: String
        var SecretAccessKey: String
        var Token: String
        var Expiration: String?

        func credentials(origin: String) -> AWSCredentials {
            AWSCredentials(
                key: AccessKey(id: AccessKeyId, secret: SecretAccessKey, sessionToken: Token),
                expiration: Expiration.flatMap(WireDate.parse), origin: origin)
        }
    }

    func text(_ address: String, method: String = "GET", headers: [(String, String)]) async throws -> String {
        let answer = try await calls.exchange(method, address, headers: headers, timeout: timeout)
        guard answer.status == 200 else { throw Refused() }
        return String(decoding: answer.body, as: UTF8.self)
    }

    func keys(_ address: String, headers: [(String, String)]) async throws -> Keys {
        let text = try await text(address, headers: headers)
        return try JSONDecoder().decode(Keys.self, from: Data(text.utf8))
    }
}

import CloudFormation
import Foundation

/// Who signs in where the images come from that builds need (CDK Pipelines, `DockerCredential`): the file that
/// `CDK_DOCKER_CREDS_FILE` names, else `~/.cdk/cdk-docker-creds.json`.
struct DockerCredentials: Decodable {
    /// By the address of the registry.
    var domainCredentials: [String: Domain]

    struct Domain: Decodable {
        var secretsManagerSecretId: String?
        var secretsUsernameField: String?
        var secretsPasswordField: String?
        /// Whether it is a registry of AWS, which gives a token.
        var ecrRepository: Bool?
        var assumeRoleArn: String?

        var role: AssumedRole? { assumeRoleArn.map { AssumedRole(arn: $0) } }
    }

    /// `nil` if there is no such file.
    ///
    /// - Throws: `AssetProgram.Failure` if it cannot be read.
    static func load(_ environment: [String: String]) throws(AssetProgram.Failure) -> DockerCredentials? {
        let usual = environment["HOME"].map { "\($0)/.cdk/cdk-docker-creds.json" }
        guard let path = environment["CDK_DOCKER_CREDS_FILE"] ?? usual,
            let content = try? Data(contentsOf: URL(filePath: path))
        else { return nil }
        do {
            return try JSONDecoder().decode(DockerCredentials.self, from: content)
        } catch {
            throw AssetProgram.Failure(reason: "\(path) is no file of Docker credentials as CDK Pipelines writes it")
        }
    }
}

extension DockerCredentials.Domain {
    /// User and password out of a secret's JSON.
    func login(in secret: String?) -> (user: String, password: String)? {
        let fields = try? JSONDecoder().decode([String: TemplateValue].self, from: Data((secret ?? "").utf8))
        guard let user = fields?[secretsUsernameField ?? "username"]?.text,
            let password = fields?[secretsPasswordField ?? "secret"]?.text
        else { return nil }
        return (user, password)
    }
}

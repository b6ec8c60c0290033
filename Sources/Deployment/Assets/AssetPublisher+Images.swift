import AWS
import CloudFormation
import Foundation

/// Images, which a program such as docker builds and pushes.
extension AssetPublisher {
    private func ecr(_ destination: ImageAsset.Destination) async throws -> ECRClient {
        try await sessions.session(of: destination.role, in: place(destination.region)).ecr()
    }

    func isThere(_ destination: ImageAsset.Destination) async throws -> Bool {
        let client = try await ecr(destination)
        guard try await client.describeRepository(destination.repositoryName) != nil else {
            throw StackError.assetFailed(
                destination.repositoryName,
                reason: "there is no such ECR repository. Is account \(target.account) bootstrapped?")
        }
        return try await client.describeImage(repository: destination.repositoryName, tag: destination.imageTag) != nil
    }

    /// - Parameter report: told what the program says meanwhile.
    func buildImage(
        _ folder: AssemblyPath, _ build: ImageBuild, tag: String, report: @escaping @Sendable (String) -> Void
    ) async throws {
        let place = try directory.url(of: folder).path
        if (try? await program.run([docker, "image", "inspect", tag], in: place)) != nil { return }
        let builder = try await signedInForBuilds(report)
        try await builder.follow([docker] + DockerCommand.build(build, tag: tag), in: place, report: report)
    }

    func push(
        _ image: PublishingStep.Image, _ made: String?, to destination: ImageAsset.Destination,
        report: @escaping @Sendable (String) -> Void
    ) async throws {
        let registry = try await login(destination)
        let remote = "\(registry)/\(destination.repositoryName):\(destination.imageTag)"
        let local = if case .tagged(let tag) = image { tag } else { made ?? "" }
        let place = try directory.url(of: .root).path
        _ = try await program.run([docker] + DockerCommand.tag(local, as: remote), in: place)
        try await signedIn().follow([docker] + DockerCommand.push(remote), in: place, report: report)
    }

    /// Docker with the logins of this publication.
    private func signedIn() throws -> AssetProgram {
        let settings = try dockerSettings ?? DockerSettings(besides: program.environment)
        dockerSettings = settings
        return program.adding(settings.variables)
    }

    /// Leaves nothing of what docker was told.
    func signOut() {
        dockerSettings?.remove()
        (dockerSettings, logins, builder) = (nil, [:], nil)
    }

    /// Docker with the logins that builds need; as it is where no file says any.
    ///
    /// - Parameter report: told where it could not sign in, which not every build needs.
    private func signedInForBuilds(_ report: @escaping @Sendable (String) -> Void) async throws -> AssetProgram {
        if let builder { return builder }
        guard let credentials = try DockerCredentials.load(program.environment) else { return program }
        let builder = try signedIn()
        for (registry, domain) in credentials.domainCredentials.sorted(by: { $0.key < $1.key }) {
            do {
                let login = try await login(at: registry, domain)
                _ = try await builder.run(
                    [docker] + DockerCommand.login(registry: registry, user: login.user), in: "/",
                    input: login.password)
            } catch let error where !(error is CancellationError) {
                report("no way into \(registry): \(error)")
            }
        }
        self.builder = builder
        return builder
    }

    private func login(
        at registry: String, _ domain: DockerCredentials.Domain
    ) async throws -> (user: String, password: String) {
        let caller = sessions.caller
        // `ACCOUNT.dkr.ecr.REGION.amazonaws.com`, or the region that stands in a secret's ARN.
        let words = domain.secretsManagerSecretId?.split(separator: ":") ?? registry.split(separator: ".")
        let region = words.count > 3 ? String(words[3]) : target.region
        let place = AWSEnvironment(account: caller.account, region: region, partition: caller.partition)
        let session = try await sessions.session(of: domain.role, in: place)
        let login =
            if let secret = domain.secretsManagerSecretId {
                domain.login(in: try await session.secretsManager().getSecretValue(secret).secretString)
            } else {
                try await session.ecr().getAuthorizationToken().login
            }
        guard let login else { throw AssetProgram.Failure(reason: "it has no user and password") }
        return login
    }

    /// Signs in at the registry of a destination, once. Answers its host.
    private func login(_ destination: ImageAsset.Destination) async throws -> String {
        let key = "\(destination.role?.arn ?? "") \(destination.region ?? "")"
        let task =
            logins[key]
            ?? Task {
                let authorization = try await ecr(destination).getAuthorizationToken()
                guard let login = authorization.login, let address = authorization.proxyEndpoint,
                    let url = URL(string: address), let host = url.host()
                else { throw AssetProgram.Failure(reason: "the registry gave no way in") }
                let registry = url.port.map { "\(host):\($0)" } ?? host
                _ = try await signedIn().run(
                    [docker] + DockerCommand.login(registry: registry), in: "/", input: login.password)
                return registry
            }
        logins[key] = task
        return try await task.value
    }
}

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
        try await program.follow([docker] + DockerCommand.build(build, tag: tag), in: place, report: report)
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
        (dockerSettings, logins) = (nil, [:])
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

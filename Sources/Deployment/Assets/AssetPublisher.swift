import AWS
public import CloudFormation
import Foundation
import Zip

/// Makes and publishes assets: what a plan says is done, several uploads at once.
public actor AssetPublisher {
    let sessions: RoleSessions
    let target: AWSEnvironment
    let directory: AssemblyDirectory
    let program: AssetProgram
    let workshop: AssetWorkshop
    let checksOwner: Bool
    let docker: String
    /// Whether the program is there that images take.
    public nonisolated let hasDocker: Bool
    /// What commands printed, by the step that ran them.
    private var made: [PublishingStep.ID: String] = [:]
    var encryptions: [String: Task<S3BucketEncryption?, any Error>] = [:]
    var logins: [String: Task<String, any Error>] = [:]
    var dockerSettings: DockerSettings?
    /// What builds images, signed in where they need it.
    var builder: AssetProgram?

    /// - Parameters:
    ///   - target: the account and region that the stacks go to.
    ///   - bootstrapVersion: what the account was bootstrapped with. The roles of old versions would publish to whoever
    ///     has a bucket of the name.
    ///   - variables: of the environment, for docker and commands; `CDK_DOCKER` names another program than docker.
    public init(
        for target: AWSEnvironment, from directory: AssemblyDirectory, by sessions: RoleSessions,
        bootstrapVersion: Int?, environment variables: [String: String]
    ) {
        self.target = target
        self.directory = directory
        self.sessions = sessions
        checksOwner = (bootstrapVersion ?? 0) < Self.firstVersionThatChecksOwners
        docker = variables["CDK_DOCKER"] ?? "docker"
        hasDocker =
            docker.contains("/")
            ? FileManager.default.isExecutableFile(atPath: docker)
            : RealProgram(docker, environment: variables, besides: nil) != nil
        program = AssetProgram(environment: variables.merging(DockerCommand.environment) { $1 })
        workshop = AssetWorkshop(directory: directory, program: program)
    }

    private static let firstVersionThatChecksOwners = 21

    /// The part of a plan that is not published yet.
    public func remaining(of plan: PublishingPlan) async throws -> PublishingPlan {
        let publications = plan.steps.filter { !$0.isPreparation }
        let there = try await withThrowingTaskGroup(of: PublishingStep.ID?.self) { group in
            for step in publications { group.addTask { try await self.isPublished(step) ? step.id : nil } }
            var there: Set<PublishingStep.ID> = []
            for try await id in group { if let id { there.insert(id) } }
            return there
        }
        return plan.remaining { there.contains($0.id) }
    }

    /// Does every step: assets are made one after another, and published in parallel.
    ///
    /// - Parameter report: told how each step begins and ends.
    /// - Throws: `StackError.assetFailed` and others. What runs meanwhile is cancelled; nothing half-written is left.
    public func publish(_ plan: PublishingPlan, report: @escaping @Sendable (String) -> Void) async throws {
        try await Self.publish([(self, plan)], report: report)
    }

    /// Does every step of several plans: assets are made one after another, whoever needs them, and published in all
    /// accounts and regions at once.
    public static func publish(
        _ publications: [(publisher: AssetPublisher, plan: PublishingPlan)],
        report: @escaping @Sendable (String) -> Void
    ) async throws {
        for (publisher, plan) in publications { try await publisher.prepare(plan, report) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (publisher, plan) in publications { group.addTask { try await publisher.send(plan, report) } }
            try await group.waitForAll()
        }
    }

    private func prepare(_ plan: PublishingPlan, _ report: @escaping @Sendable (String) -> Void) async throws {
        defer { signOut() }
        for step in plan.steps where step.isPreparation { try await carryOut(step, report) }
    }

    private func send(_ plan: PublishingPlan, _ report: @escaping @Sendable (String) -> Void) async throws {
        defer { signOut() }
        let publications = plan.steps.filter { !$0.isPreparation }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, step) in publications.enumerated() {
                if index >= PublishingPlan.publicationsAtOnce { try await group.next() }
                group.addTask { try await self.carryOut(step, report) }
            }
            try await group.waitForAll()
        }
    }

    private func carryOut(_ step: PublishingStep, _ report: @escaping @Sendable (String) -> Void) async throws {
        report("\(step.progress) …")
        do {
            try await work(on: step) { report("  \($0)") }
        } catch {
            throw StackError.ofMaking(step.displayName, error)
        }
        report(step.success)
    }

    private func work(on step: PublishingStep, report: @escaping @Sendable (String) -> Void) async throws {
        switch step.work {
        case .zip(let folder, let archive): try await workshop.zip(folder, into: archive)
        case .run(let command, let place): made[step.id] = try await workshop.output(of: command, in: place)
        case .buildImage(let folder, let build, let tag): try await buildImage(folder, build, tag: tag, report: report)
        case .upload(let source, let destination):
            try await upload(source, made(by: step), to: destination, report: report)
        case .push(let image, let destination, _):
            try await push(image, made(by: step), to: destination, report: report)
        }
    }

    private func made(by step: PublishingStep) -> String? { step.prerequisites.lazy.compactMap { self.made[$0] }.first }

    func place(_ region: String?) -> AWSEnvironment {
        AWSEnvironment(account: target.account, region: region ?? target.region, partition: target.partition)
    }

    private func isPublished(_ step: PublishingStep) async throws -> Bool {
        switch step.work {
        case .upload(_, let destination): try await isThere(destination)
        case .push(_, let destination, _): try await isThere(destination)
        case .zip, .run, .buildImage: false
        }
    }
}

extension StackError {
    /// What went wrong with an asset, by its name where the error has none.
    static func ofMaking(_ name: String, _ error: any Error) -> any Error {
        switch error {
        case let failure as AssetProgram.Failure: StackError.assetFailed(name, reason: failure.description)
        case let failure as ZipError: StackError.assetFailed(name, reason: failure.description)
        default: error
        }
    }
}

extension PublishingPlan {
    /// Whether an image has to be built or pushed, which takes docker.
    public var needsDocker: Bool {
        steps.contains { step in
            switch step.work {
            case .buildImage, .push: true
            case .zip, .run, .upload: false
            }
        }
    }
}

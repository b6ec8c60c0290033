import AWS
public import CloudFormation
import Dispatch
import Foundation
import Glibc
import PipelineAPI
import SystemPackage
import Zip

/// Makes and publishes assets: what a plan says is done, several uploads at once.
public actor AssetPublisher {
    let sessions: RoleSessions
    let target: AWSEnvironment
    let directory: AssemblyDirectory
    let program: AssetProgram
    private let checksOwner: Bool
    let docker: String
    /// Whether the program is there that images take.
    public nonisolated let hasDocker: Bool
    /// What commands printed, by the step that ran them.
    private var made: [PublishingStep.ID: String] = [:]
    private var encryptions: [String: Task<S3BucketEncryption?, any Error>] = [:]
    var logins: [String: Task<String, any Error>] = [:]
    var dockerSettings: DockerSettings?

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
        defer { signOut() }
        for step in plan.steps where step.isPreparation { try await carryOut(step, report) }
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
        } catch let error as any CustomStringConvertible & Error
            where error is AssetProgram.Failure || error is ZipError
        {
            throw StackError.assetFailed(step.displayName, reason: error.description)
        }
        report(step.success)
    }

    private func work(on step: PublishingStep, report: @escaping @Sendable (String) -> Void) async throws {
        switch step.work {
        case .zip(let folder, let archive): try await zip(folder, into: archive)
        case .run(let command, let place): made[step.id] = try await output(of: command, in: place)
        case .buildImage(let folder, let build, let tag): try await buildImage(folder, build, tag: tag, report: report)
        case .upload(let source, let destination): try await upload(source, made(by: step), to: destination)
        case .push(let image, let destination, _):
            try await push(image, made(by: step), to: destination, report: report)
        }
    }

    private func made(by step: PublishingStep) -> String? { step.prerequisites.lazy.compactMap { self.made[$0] }.first }

    private func output(of command: [String], in place: AssemblyPath) async throws -> String {
        try await program.run(command, in: directory.url(of: place).path)
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    // MARK: Files

    /// 1980-01-01, the first time that a zip file can tell: the same files make the same archive.
    static let zipTime: Int64 = 315_532_800

    private func zip(_ folder: AssemblyPath, into archive: AssemblyPath) async throws {
        let file = try directory.url(of: archive)
        guard !FileManager.default.fileExists(atPath: file.path) else { return }
        let source = try FilePath(directory.url(of: folder).path)
        // Packing waits for the disk and for the processor: not on a thread that Swift's tasks share.
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try Self.pack(source, into: file) })
            }
        }
    }

    /// Complete, or not there at all.
    private static func pack(_ source: FilePath, into file: URL) throws {
        let place = file.deletingLastPathComponent()
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let draft = place.appending(path: ".\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: draft) }
        try ZipWriter.pack(source, into: FilePath(draft.path), modified: zipTime)
        guard rename(draft.path, file.path) == 0 else {
            throw StackError.assetFailed(source.string, reason: String(cString: strerror(errno)))
        }
    }

    private func upload(
        _ source: PublishingStep.Source, _ made: String?, to destination: FileAsset.Destination
    ) async throws {
        let file: URL
        switch source {
        case .file(let path): file = try directory.url(of: path)
        case .made:
            guard let made, !made.isEmpty else { throw AssetProgram.Failure(reason: "its command printed no path") }
            file = URL(filePath: made, relativeTo: try directory.url(of: .root)).absoluteURL
        }
        let encryption = try await encryption(of: destination)
        let options = S3ObjectOptions(
            contentType: ContentType.of(fileNamed: source == .made ? "made.zip" : file.lastPathComponent),
            encryption: encryption?.sSEAlgorithm, keyID: encryption?.kMSMasterKeyID)
        try await s3(destination).upload(
            file, as: destination.objectKey, in: destination.bucketName, options: options)
    }

    private func s3(_ destination: FileAsset.Destination) async throws -> S3Client {
        try await sessions.session(of: destination.role, in: place(destination.region)).s3()
    }

    /// Asked once for each bucket. Who may not know goes on without.
    private func encryption(of destination: FileAsset.Destination) async throws -> S3BucketEncryption? {
        let bucket = destination.bucketName
        let task =
            encryptions[bucket]
            ?? Task {
                do {
                    return try await s3(destination).getBucketEncryption(bucket)
                } catch ClientError.service(let error) where error.status == 403 {
                    return nil
                }
            }
        encryptions[bucket] = task
        return try await task.value
    }

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

    /// Asks for a list: that an object is not there may be remembered for a while where one asks for itself.
    private func isThere(_ destination: FileAsset.Destination) async throws -> Bool {
        do {
            let objects = try await s3(destination).listObjects(
                in: destination.bucketName, prefix: destination.objectKey, limit: 1,
                owner: checksOwner ? target.account : nil)
            return objects.contains {
                PublishedObject(key: $0.key, sizeInBytes: $0.size ?? 0).completes(destination.objectKey)
            }
        } catch ClientError.service(let error) where error.code == "NoSuchBucket" {
            throw StackError.noBucket(destination.bucketName, account: target.account)
        } catch ClientError.service(let error) where checksOwner && error.status == 403 {
            throw StackError.foreignBucket(destination.bucketName, account: target.account)
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

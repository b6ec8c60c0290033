import CloudFormation
import Foundation
import PipelineAPI

/// Assets in the folders that stand for buckets on this machine.
struct LocalAssets {
    let tools: BuildTools
    let assembly: AssemblyDirectory
    let say: @Sendable (String) -> Void
    private let workshop: AssetWorkshop

    /// - Parameter environment: of the build, for commands that make assets.
    init(
        tools: BuildTools, assembly: AssemblyDirectory, environment: [String: String],
        say: @escaping @Sendable (String) -> Void
    ) {
        self.tools = tools
        self.assembly = assembly
        self.say = say
        workshop = AssetWorkshop(directory: assembly, program: AssetProgram(environment: environment))
    }

    func publish(_ manifest: AssetManifest) async throws {
        say("[sluice] cdk-assets: done by sluice, into the local artifact store; nothing goes to AWS")
        var files = manifest
        files.images = []
        let place = AWSEnvironment(account: tools.account, region: tools.region)
        let plan = try PublishingPlan(files, in: place).remaining { try isThere($0) }
        var made: [PublishingStep.ID: String] = [:]
        for step in plan.steps {
            do {
                try await carryOut(step, &made)
            } catch {
                throw StackError.ofMaking(step.displayName, error)
            }
        }
        for asset in manifest.images { try rehearse(asset) }
    }

    private func isThere(_ step: PublishingStep) throws -> Bool {
        guard case .upload(_, let destination) = step.work else { return false }
        let target = try target(of: step, destination)
        guard FileManager.default.fileExists(atPath: target.path) else { return false }
        say("found \(step.displayName) at \(target.path)")
        return true
    }

    private func carryOut(_ step: PublishingStep, _ made: inout [PublishingStep.ID: String]) async throws {
        switch step.work {
        case .zip(let folder, let archive): try await workshop.zip(folder, into: archive)
        case .run(let command, let place): made[step.id] = try await workshop.output(of: command, in: place)
        case .upload(let source, let destination):
            let file = try workshop.file(source, step.prerequisites.compactMap { made[$0] }.first)
            try put(file, at: target(of: step, destination), for: step)
        case .buildImage, .push: break
        }
    }

    private func put(_ file: URL, at target: URL, for step: PublishingStep) throws {
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        let draft = target.deletingLastPathComponent().appending(path: ".\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: draft) }
        try FileManager.default.copyItem(at: file, to: draft)
        guard rename(draft.path, target.path) == 0 else {
            throw AssetTool.Problem.unusable(step.displayName, reason: "cannot be put at \(target.path)")
        }
        say("published \(step.displayName) to \(target.path)")
    }

    private func target(of step: PublishingStep, _ destination: FileAsset.Destination) throws -> URL {
        let (bucket, key) = (destination.bucketName, destination.objectKey)
        let parts = key.split(separator: "/").map(String.init)
        guard !bucket.isEmpty, !bucket.contains("/"), bucket != "..", bucket != ".", !parts.isEmpty,
            !parts.contains(".."), !parts.contains(".")
        else {
            throw AssetTool.Problem.unusable(
                step.displayName, reason: "has a destination that is none: \(bucket)/\(key)")
        }
        let folder =
            tools.placedBuckets[bucket].map { URL(filePath: $0, directoryHint: .isDirectory) }
            ?? URL(filePath: tools.buckets, directoryHint: .isDirectory).appending(path: bucket)
        return parts.reduce(folder) { $0.appending(path: $1) }
    }

    /// An image is looked at: building and pushing it takes docker and a registry.
    private func rehearse(_ asset: ImageAsset) throws {
        guard case .directory(let path, let build) = asset.source else {
            return say(
                "rehearsed \(asset.displayName): the image, which a command makes, is neither made nor pushed here")
        }
        let name = build.dockerFile ?? "Dockerfile"
        let file = try assembly.url(of: path).appending(path: name)
        guard FileManager.default.fileExists(atPath: file.path) else {
            throw AssetTool.Problem.unusable(asset.displayName, reason: "has no \(name)")
        }
        say("rehearsed \(asset.displayName): \(name) is there; the image is neither built nor pushed here")
    }
}

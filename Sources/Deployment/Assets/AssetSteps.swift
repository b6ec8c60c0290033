import CloudFormation

/// The steps of one asset for one stack.
struct AssetSteps {
    let displayName: String
    let purpose: Purpose

    /// What an asset is published for.
    struct Purpose {
        /// The stack's display name.
        var stack: String
        var target: AWSEnvironment
    }

    /// Makes a file if it is not there yet, and uploads it to each destination.
    static func of(_ asset: FileAsset, _ purpose: Purpose) -> [PublishingStep] {
        let steps = AssetSteps(displayName: asset.displayName, purpose: purpose)
        let (work, source) = preparation(of: asset)
        let make = work.map { steps.step(.make(asset: asset.id), $0) }
        return [make].compactMap(\.self)
            + asset.destinations.map { steps.upload(source, to: $0, after: make.map { [$0.id] } ?? []) }
    }

    /// Makes an image and pushes it to each destination.
    static func of(_ asset: ImageAsset, _ purpose: Purpose) -> [PublishingStep] {
        let steps = AssetSteps(displayName: asset.displayName, purpose: purpose)
        let (work, image) = preparation(of: asset)
        let make = steps.step(.make(asset: asset.id), work)
        return [make] + asset.destinations.map { steps.push(image, to: $0, after: [make.id]) }
    }

    private static func preparation(of asset: FileAsset) -> (PublishingStep.Work?, PublishingStep.Source) {
        switch asset.source {
        case .file(let path): return (nil, .file(path))
        case .executable(let command, let directory):
            return (.run(command, directory: directory), .made(in: directory))
        case .zip(let folder):
            let archive = AssemblyPath.archive(of: asset)
            return (.zip(folder, into: archive), .file(archive))
        }
    }

    private static func preparation(of asset: ImageAsset) -> (PublishingStep.Work, PublishingStep.Image) {
        switch asset.source {
        case .executable(let command, let directory): return (.run(command, directory: directory), .made)
        case .directory(let folder, let build):
            let tag = DockerCommand.localTag(of: asset)
            return (.buildImage(folder, build, tag: tag), .tagged(tag))
        }
    }

    private func upload(
        _ source: PublishingStep.Source, to written: FileAsset.Destination, after prerequisites: [PublishingStep.ID]
    ) -> PublishingStep {
        let destination = purpose.target.resolve(written)
        let id = PublishingStep.ID.upload(
            bucket: destination.bucketName, key: destination.objectKey,
            region: destination.region ?? purpose.target.region)
        return step(id, .upload(source, destination), after: prerequisites)
    }

    private func push(
        _ image: PublishingStep.Image, to written: ImageAsset.Destination, after prerequisites: [PublishingStep.ID]
    ) -> PublishingStep {
        let destination = purpose.target.resolve(written)
        let account = purpose.target.account
        let id = PublishingStep.ID.push(
            repository: destination.repositoryName, tag: destination.imageTag,
            region: destination.region ?? purpose.target.region, account: account)
        return step(id, .push(image, destination, account: account), after: prerequisites)
    }

    private func step(
        _ id: PublishingStep.ID, _ work: PublishingStep.Work, after prerequisites: [PublishingStep.ID] = []
    ) -> PublishingStep {
        PublishingStep(
            id: id, work: work, displayName: displayName, prerequisites: prerequisites,
            stacks: [purpose.stack])
    }
}

extension AssemblyPath {
    /// Where the zip file of a folder is kept from one deployment to the next.
    static func archive(of asset: FileAsset) -> AssemblyPath {
        root.appending(".cache/\(asset.id).zip") ?? root
    }
}

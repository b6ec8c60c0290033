public import Foundation

extension AssetManifest {
    /// Reads one manifest from the files of an assembly, as those who publish single assets do.
    public init(reading files: AssemblyFiles, at path: AssemblyPath) throws(AssemblyError) {
        guard let directory = path.appending("..") else {
            throw .malformed(path, reason: "it is no file of an assembly")
        }
        self = try AssetManifestReader(file: path, directory: directory).manifest(files(path), bootstrap: nil)
    }
}

/// Turns an asset manifest into values, its paths checked.
struct AssetManifestReader {
    /// The manifest itself.
    let file: AssemblyPath
    /// What its paths are relative to.
    let directory: AssemblyPath

    func manifest(_ json: Data, bootstrap: BootstrapRequirement?) throws(AssemblyError) -> AssetManifest {
        let written = try AssemblyReader.decode(AssetManifestFile.self, json, from: file)
        var manifest = AssetManifest(files: [], images: [], bootstrap: bootstrap)
        for (id, asset) in (written.files ?? [:]).sorted(by: { $0.key < $1.key }) {
            manifest.files.append(try fileAsset(try checked(id), asset))
        }
        for (id, asset) in (written.dockerImages ?? [:]).sorted(by: { $0.key < $1.key }) {
            manifest.images.append(try imageAsset(try checked(id), asset))
        }
        return manifest
    }

    private func fileAsset(_ id: String, _ asset: AssetManifestFile.File) throws(AssemblyError) -> FileAsset {
        let destinations = asset.destinations.sorted { $0.key < $1.key }.map { id, written in
            FileAsset.Destination(
                id: id, bucketName: written.bucketName, objectKey: written.objectKey, region: written.region,
                role: AssumedRole(
                    arn: written.assumeRoleArn, externalID: written.assumeRoleExternalId,
                    options: written.assumeRoleAdditionalOptions))
        }
        return FileAsset(
            id: id, displayName: asset.displayName ?? id, source: try source(of: asset.source, id),
            destinations: destinations)
    }

    private func source(
        of written: AssetManifestFile.File.Source, _ id: String
    ) throws(AssemblyError) -> FileAsset.Source {
        if let command = written.executable { return .executable(command, directory: directory) }
        guard let path = written.path else { throw sourceless(id) }
        switch written.packaging ?? "file" {
        case "file": return .file(try inside(path))
        case "zip": return .zip(of: try inside(path))
        default:
            throw .malformed(file, reason: "the packaging '\(written.packaging ?? "")' of asset \(id) is not known")
        }
    }

    private func imageAsset(_ id: String, _ asset: AssetManifestFile.Image) throws(AssemblyError) -> ImageAsset {
        let destinations = asset.destinations.sorted { $0.key < $1.key }.map { id, written in
            ImageAsset.Destination(
                id: id, repositoryName: written.repositoryName, imageTag: written.imageTag, region: written.region,
                role: AssumedRole(
                    arn: written.assumeRoleArn, externalID: written.assumeRoleExternalId,
                    options: written.assumeRoleAdditionalOptions))
        }
        return ImageAsset(
            id: id, displayName: asset.displayName ?? id, source: try source(of: asset.source, id),
            destinations: destinations)
    }

    private func source(
        of written: AssetManifestFile.Image.Source, _ id: String
    ) throws(AssemblyError) -> ImageAsset.Source {
        if let command = written.executable { return .executable(command, directory: directory) }
        guard let folder = written.directory else { throw sourceless(id) }
        return .directory(try inside(folder), ImageBuild(written))
    }

    /// An id becomes the name of a file: the archive of a folder.
    private func checked(_ id: String) throws(AssemblyError) -> String {
        let isName = !id.isEmpty && id.utf8.allSatisfy { $0 != UInt8(ascii: "/") && $0 > 0x20 && $0 != 0x7F }
        guard isName, !id.hasPrefix(".") else { throw .malformed(file, reason: "'\(id)' cannot be the id of an asset") }
        return id
    }

    private func inside(_ written: String) throws(AssemblyError) -> AssemblyPath {
        guard let path = directory.appending(written) else { throw .outside(written, namedIn: file) }
        return path
    }

    private func sourceless(_ id: String) -> AssemblyError {
        .malformed(file, reason: "asset \(id) names neither a path nor a command as its source")
    }
}

extension ImageBuild {
    fileprivate init(_ written: AssetManifestFile.Image.Source) {
        dockerFile = written.dockerFile
        target = written.dockerBuildTarget
        arguments = written.dockerBuildArgs ?? [:]
        contexts = written.dockerBuildContexts ?? [:]
        secrets = written.dockerBuildSecrets ?? [:]
        ssh = written.dockerBuildSsh
        networkMode = written.networkMode
        platform = written.platform
        outputs = written.dockerOutputs ?? []
        cacheFrom = written.cacheFrom ?? []
        cacheTo = written.cacheTo
        isCacheDisabled = written.cacheDisabled ?? false
    }
}

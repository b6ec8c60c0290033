import CloudFormation
import Foundation
import PipelineAPI
import SystemPackage
import Zip

/// Assets in the folders that stand for buckets on this machine.
struct LocalAssets {
    let tools: BuildTools
    let assembly: AssemblyDirectory
    let say: @Sendable (String) -> Void

    func publish(_ manifest: AssetManifest) throws {
        say("[sluice] cdk-assets: done by sluice, into the local artifact store; nothing goes to AWS")
        for asset in manifest.files {
            for destination in asset.destinations { try publish(asset, to: destination) }
        }
        for asset in manifest.images { try rehearse(asset) }
    }

    private func publish(_ asset: FileAsset, to written: FileAsset.Destination) throws {
        let place = AWSEnvironment(account: tools.account, region: tools.region).resolve(written)
        let target = try target(place.bucketName, place.objectKey, of: asset.displayName)
        if FileManager.default.fileExists(atPath: target.path) {
            return say("found \(asset.displayName) at \(target.path)")
        }
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        let draft = target.deletingLastPathComponent().appending(path: ".\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: draft) }
        switch asset.source {
        case .file(let path): try FileManager.default.copyItem(at: assembly.url(of: path), to: draft)
        case .zip(let path):
            // As the CDK does: the same files make the same archive.
            try ZipWriter.pack(
                FilePath(assembly.url(of: path).path), into: FilePath(draft.path), modified: AssetPublisher.zipTime)
        case .executable(let command, _):
            throw AssetTool.Problem.unusable(
                asset.displayName,
                reason: "is made by a command, \(command.joined(separator: " ")), which is not run here")
        }
        guard rename(draft.path, target.path) == 0 else {
            throw AssetTool.Problem.unusable(asset.displayName, reason: "cannot be put at \(target.path)")
        }
        say("published \(asset.displayName) to \(target.path)")
    }

    private func target(_ bucket: String, _ key: String, of asset: String) throws -> URL {
        let parts = key.split(separator: "/").map(String.init)
        guard !bucket.isEmpty, !bucket.contains("/"), bucket != "..", bucket != ".", !parts.isEmpty,
            !parts.contains(".."), !parts.contains(".")
        else { throw AssetTool.Problem.unusable(asset, reason: "has a destination that is none: \(bucket)/\(key)") }
        let folder =
            tools.placedBuckets[bucket].map { URL(filePath: $0, directoryHint: .isDirectory) }
            ?? URL(filePath: tools.buckets, directoryHint: .isDirectory).appending(path: bucket)
        return parts.reduce(folder) { $0.appending(path: $1) }
    }

    /// An image is looked at: building and pushing it takes docker and a registry.
    private func rehearse(_ asset: ImageAsset) throws {
        guard case .directory(let path, let build) = asset.source else {
            return say("rehearsed \(asset.displayName): an image that a command makes is not made here")
        }
        let name = build.dockerFile ?? "Dockerfile"
        let file = try assembly.url(of: path).appending(path: name)
        guard FileManager.default.fileExists(atPath: file.path) else {
            throw AssetTool.Problem.unusable(asset.displayName, reason: "has no \(name)")
        }
        say("rehearsed \(asset.displayName): \(name) is there; the image is neither built nor pushed here")
    }
}

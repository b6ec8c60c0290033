import CloudFormation
import Foundation
import PipelineAPI
import SystemPackage
import Zip

/// `cdk-assets publish` into the folders that stand for buckets on this machine.
struct AssetTool {
    let tools: BuildTools
    let directory: URL
    let say: @Sendable (String) -> Void

    enum Problem: Error, CustomStringConvertible {
        case usage
        case outside(String)
        case unknown([String], file: String)
        case unusable(String, reason: String)

        var description: String {
            switch self {
            case .usage: "publish is provided: cdk-assets --path FILE publish [ASSET[:DESTINATION] …]"
            case .outside(let path): "\(path) is not below the folder that the build is in"
            case .unknown(let names, let file): "\(file) has no asset \(names.joined(separator: ", "))"
            case .unusable(let name, let reason): "asset \(name) \(reason)"
            }
        }
    }

    func run(_ words: ToolWords) throws -> Int32 {
        guard words.words.first == "publish", let path = words.value("path") else { throw Problem.usage }
        say("[sluice] cdk-assets: done by sluice, into the local artifact store; nothing goes to AWS")
        let assembly = AssemblyDirectory(directory)
        guard let file = AssemblyPath.root.appending(path) else { throw Problem.outside(path) }
        let manifest = try AssetManifest(reading: assembly.contents, at: file)
        let wanted = Array(words.words.dropFirst())
        let known = manifest.files.map(\.id) + manifest.images.map(\.id)
        let unknown = wanted.filter { word in !known.contains { word == $0 || word.hasPrefix($0 + ":") } }
        guard unknown.isEmpty else { throw Problem.unknown(unknown, file: path) }
        for asset in manifest.files {
            for destination in asset.destinations where isWanted(asset.id, destination.id, wanted) {
                try publish(asset, to: destination, assembly)
            }
        }
        for asset in manifest.images where isWanted(asset.id, nil, wanted) { try rehearse(asset, assembly) }
        return 0
    }

    private func isWanted(_ asset: String, _ destination: String?, _ wanted: [String]) -> Bool {
        if wanted.isEmpty || wanted.contains(asset) { return true }
        guard let destination else { return wanted.contains { $0.hasPrefix(asset + ":") } }
        return wanted.contains("\(asset):\(destination)")
    }

    private func publish(
        _ asset: FileAsset, to written: FileAsset.Destination, _ assembly: AssemblyDirectory
    ) throws {
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
                FilePath(assembly.url(of: path).path), into: FilePath(draft.path), modified: Self.zipTime)
        case .executable(let command, _):
            throw Problem.unusable(
                asset.displayName,
                reason: "is made by a command, \(command.joined(separator: " ")), which is not run here")
        }
        guard rename(draft.path, target.path) == 0 else {
            throw Problem.unusable(asset.displayName, reason: "cannot be put at \(target.path)")
        }
        say("published \(asset.displayName) to \(target.path)")
    }

    /// 1980-01-01, the first time that a zip file can tell.
    private static let zipTime: Int64 = 315_532_800

    private func target(_ bucket: String, _ key: String, of asset: String) throws -> URL {
        let parts = key.split(separator: "/").map(String.init)
        guard !bucket.isEmpty, !bucket.contains("/"), bucket != "..", bucket != ".", !parts.isEmpty,
            !parts.contains(".."), !parts.contains(".")
        else { throw Problem.unusable(asset, reason: "has a destination that is none: \(bucket)/\(key)") }
        let folder =
            tools.placedBuckets[bucket].map { URL(filePath: $0, directoryHint: .isDirectory) }
            ?? URL(filePath: tools.buckets, directoryHint: .isDirectory).appending(path: bucket)
        return parts.reduce(folder) { $0.appending(path: $1) }
    }

    /// An image is looked at: building and pushing it takes docker and a registry.
    private func rehearse(_ asset: ImageAsset, _ assembly: AssemblyDirectory) throws {
        guard case .directory(let path, let build) = asset.source else {
            return say("rehearsed \(asset.displayName): an image that a command makes is not made here")
        }
        let name = build.dockerFile ?? "Dockerfile"
        let file = try assembly.url(of: path).appending(path: name)
        guard FileManager.default.fileExists(atPath: file.path) else {
            throw Problem.unusable(asset.displayName, reason: "has no \(name)")
        }
        say("rehearsed \(asset.displayName): \(name) is there; the image is neither built nor pushed here")
    }
}

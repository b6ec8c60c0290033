import AWS
import CloudFormation
import Foundation
import PipelineAPI

/// `cdk-assets publish`: to where the pipeline deploys, else into the folders that stand for buckets on this machine.
struct AssetTool {
    let tools: BuildTools
    let environment: [String: String]
    let directory: URL
    /// Finds sluice's own store of credentials by the variables of its folders.
    let keys: @Sendable ([String: String]) -> CredentialProvider
    let say: @Sendable (String) -> Void

    enum Problem: Error, CustomStringConvertible {
        case usage
        case outside(String)
        case unknown([String], file: String)
        case unusable(String, reason: String)
        case noDocker

        var description: String {
            switch self {
            case .usage: "publish is provided: cdk-assets --path FILE publish [ASSET[:DESTINATION] …]"
            case .outside(let path): "\(path) is not below the folder that the build is in"
            case .unknown(let names, let file): "\(file) has no asset \(names.joined(separator: ", "))"
            case .unusable(let name, let reason): "asset \(name) \(reason)"
            case .noDocker:
                "images are built with docker, which is not on this machine (CDK_DOCKER names another program)"
            }
        }
    }

    func run(_ words: ToolWords) async throws -> Int32 {
        guard words.words.first == "publish", let path = words.value("path") else { throw Problem.usage }
        let assembly = AssemblyDirectory(directory)
        guard let file = AssemblyPath.root.appending(path) else { throw Problem.outside(path) }
        var manifest = try AssetManifest(reading: assembly.contents, at: file)
        let wanted = Array(words.words.dropFirst())
        let known = manifest.files.map(\.id) + manifest.images.map(\.id)
        let unknown = wanted.filter { word in !known.contains { word == $0 || word.hasPrefix($0 + ":") } }
        guard unknown.isEmpty else { throw Problem.unknown(unknown, file: path) }
        manifest.keep(wanted)
        if let deployment = tools.deployment {
            try await publish(manifest, assembly, to: deployment)
        } else {
            let local = LocalAssets(tools: tools, assembly: assembly, environment: environment, say: say)
            try await local.publish(manifest)
        }
        return 0
    }

    /// As `deploy STACK` does it, by the roles that the destinations name.
    private func publish(
        _ manifest: AssetManifest, _ assembly: AssemblyDirectory, to deployment: BuildTools.Deployment
    ) async throws {
        let target = deployment.target
        say("[sluice] cdk-assets: done by sluice, \(target.place), with profile '\(target.profile)'")
        let variables = environment.filter { !$0.key.hasPrefix("AWS_") }.merging(deployment.environment) { $1 }
        let access = DeploymentAccess(environment: variables, keys: keys(variables))
        let own = AWSEnvironment(account: tools.account, region: tools.region)
        let sessions = try await access.sessions(for: target, in: own) { [say] in say("warning: \($0)") }
        for (account, part) in manifest.byAccount(own: tools.account) {
            var place = sessions.caller
            place.account = account
            try await publish(part, assembly, in: place, by: sessions)
        }
    }

    private func publish(
        _ manifest: AssetManifest, _ assembly: AssemblyDirectory, in place: AWSEnvironment, by sessions: RoleSessions
    ) async throws {
        let publisher = AssetPublisher(
            for: place, from: assembly, by: sessions, bootstrapVersion: nil, environment: environment)
        let remaining = try await publisher.remaining(of: PublishingPlan(manifest, in: place))
        if remaining.steps.isEmpty { return say("all of it is there already") }
        if remaining.needsDocker, !publisher.hasDocker { throw Problem.noDocker }
        try await publisher.publish(remaining, report: say)
    }
}

extension AssetManifest {
    /// Leaves what `cdk-assets publish` was asked for: `ASSET` or `ASSET:DESTINATION`; everything if for nothing.
    fileprivate mutating func keep(_ wanted: [String]) {
        if wanted.isEmpty { return }
        func isWanted(_ asset: String, _ destination: String) -> Bool {
            wanted.contains(asset) || wanted.contains("\(asset):\(destination)")
        }
        self = keeping {
            isWanted($0, $1.id)
        } images: {
            isWanted($0, $1.id)
        }
    }

    /// What goes to which account: that of the role which publishes it, else the own.
    fileprivate func byAccount(own: String) -> [(account: String, part: AssetManifest)] {
        let roles = files.flatMap(\.destinations).map(\.role) + images.flatMap(\.destinations).map(\.role)
        let accounts = Set(roles.map { $0?.account ?? own })
        return accounts.sorted().map { account in
            (
                account,
                keeping {
                    ($1.role?.account ?? own) == account
                } images: {
                    ($1.role?.account ?? own) == account
                }
            )
        }
    }

    /// The destinations that are meant, and what goes to any of them.
    private func keeping(
        files isFile: (_ asset: String, FileAsset.Destination) -> Bool,
        images isImage: (_ asset: String, ImageAsset.Destination) -> Bool
    ) -> AssetManifest {
        var part = self
        for index in files.indices {
            part.files[index].destinations = files[index].destinations.filter { isFile(files[index].id, $0) }
        }
        for index in images.indices {
            part.images[index].destinations = images[index].destinations.filter { isImage(images[index].id, $0) }
        }
        part.files.removeAll(where: \.destinations.isEmpty)
        part.images.removeAll(where: \.destinations.isEmpty)
        return part
    }
}

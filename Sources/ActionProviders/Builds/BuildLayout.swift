import Foundation
import PipelineAPI
import PipelineEngine
import Runner

/// The folder of one build: where its sources lie, and the request that its runner reads.
struct BuildLayout {
    let directory: BuildDirectory
    let order: BuildOrder

    /// Makes the folder. What an interrupted attempt left is thrown away first.
    func make() throws {
        let files = FileManager.default
        if files.fileExists(atPath: directory.url.path) { try files.removeItem(at: directory.url) }
        let first = order.sources.isEmpty ? primarySource : directory.url
        try files.createDirectory(
            at: first, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// What the runner is asked to do.
    ///
    /// - Parameters:
    ///   - archives: the sources that the runner unpacks; the others are in their places already.
    ///   - cache: holds the folders in which projects keep what one build leaves for the next.
    func request(
        number: Int, environment: [String: String], settings: EngineSettings, archives: [ArtifactName: URL],
        cache: URL
    ) -> BuildRequest {
        let (plan, identity) = (order.plan, order.identity)
        var request = BuildRequest(
            buildID: identity.id.rawValue, buildARN: identity.arn, buildNumber: number,
            initiator: order.initiator, buildspec: plan.buildspec,
            sourceDirectory: primarySource.path, environment: environment)
        request.secondarySources = order.sources.dropFirst().map(\.name).map {
            BuildRequest.SecondarySource(
                name: $0.rawValue, directory: source($0).path, archive: archives[$0]?.path)
        }
        request.sourceArchive = order.sources.first.flatMap { archives[$0.name] }?.path
        request.projectVariables = plan.projectVariables
        request.overrideVariables = plan.variables
        request.serviceVariables = serviceVariables(number: number, settings: settings)
        request.timeoutInSeconds = plan.timeoutInSeconds
        request.outputs = order.outputs
        request.batchARN = order.batch?.arn
        request.submittedAt = order.submitted.milliseconds
        request.logLimitInBytes = settings.builds.logLimitInMegabytes << 20
        if plan.isCodeBuild {
            request.cache = .init(
                directory: cache.appending(path: Self.folderName(plan.project)).path,
                limitInBytes: settings.builds.cacheLimitInMegabytes << 20)
        }
        return request
    }

    /// The sources of a build that ended are of no more use; its log, journal and result stay.
    static func discardSources(of directory: BuildDirectory) {
        let files = FileManager.default
        let names = (try? files.contentsOfDirectory(atPath: directory.url.path)) ?? []
        for name in names where name.hasPrefix(sourcePrefix) {
            try? files.removeItem(at: directory.url.appending(path: name))
        }
    }

    /// Whether sources are among what a build's folder holds.
    static func hasSources(among names: [String]) -> Bool { names.contains { $0.hasPrefix(sourcePrefix) } }

    /// A project's name is letters, digits, `-` and `_`; whatever else somebody wrote leads nowhere.
    private static func folderName(_ project: String) -> String {
        String(project.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "_" })
    }

    private var primarySource: URL { source(order.sources.first?.name ?? "Source") }

    func source(_ name: ArtifactName) -> URL {
        directory.url.appending(path: Self.sourcePrefix + name.rawValue, directoryHint: .isDirectory)
    }

    private static let sourcePrefix = "source-"

    /// The variables that CodeBuild sets. `CODEBUILD_PROJECT_ARN` tells a CodeBuild build from a Commands action.
    private func serviceVariables(number: Int, settings: EngineSettings) -> [String: String] {
        let identity = order.identity
        var variables = [
            "AWS_REGION": settings.region,
            "AWS_DEFAULT_REGION": settings.region,
            "CODEBUILD_BUILD_ARN": identity.arn,
            "CODEBUILD_BUILD_ID": identity.id.rawValue,
            "CODEBUILD_BUILD_IMAGE": "local",
            "CODEBUILD_BUILD_NUMBER": String(number),
            "CODEBUILD_CI": "true",
            "CODEBUILD_INITIATOR": order.initiator,
            "CODEBUILD_LOG_PATH": identity.uuid,
        ]
        if order.plan.isCodeBuild { variables["CODEBUILD_PROJECT_ARN"] = identity.projectARN }
        variables["CODEBUILD_BATCH_BUILD_IDENTIFIER"] = order.batch?.identifier
        variables["CODEBUILD_RESOLVED_SOURCE_VERSION"] = order.resolvedSourceVersion
        variables["CODEBUILD_SOURCE_REPO_URL"] = order.repositoryURL
        for (index, source) in order.sources.enumerated() {
            variables["CODEBUILD_SOURCE_VERSION" + (index == 0 ? "" : "_\(source.name)")] = source.version
        }
        return variables
    }
}

import Foundation
import PipelineAPI
import PipelineCore
import PipelineEngine
import Runner

/// The folder of one build: where its sources lie, and the request that its runner reads.
struct BuildLayout {
    let directory: BuildDirectory
    let start: ActionStart
    let plan: BuildPlan

    /// Makes the folder. What an interrupted attempt left is thrown away first.
    func make() throws {
        let files = FileManager.default
        if files.fileExists(atPath: directory.url.path) { try files.removeItem(at: directory.url) }
        try files.createDirectory(
            at: directory.url.appending(path: "sources"), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        if start.run.inputArtifacts.isEmpty {
            try files.createDirectory(at: primarySource, withIntermediateDirectories: true)
        }
    }

    /// What the runner is asked to do.
    ///
    /// - Parameter archives: the input artifacts that the runner unpacks; the others are in their places already.
    func request(
        _ identity: BuildIdentity, number: Int, environment: [String: String], settings: EngineSettings,
        archives: [ArtifactName: URL]
    ) -> BuildRequest {
        var request = BuildRequest(
            buildID: identity.id.rawValue, buildARN: identity.arn, buildNumber: number,
            initiator: "codepipeline/\(start.pipeline)", buildspec: plan.buildspec,
            sourceDirectory: primarySource.path, environment: environment)
        request.secondarySources = start.run.inputArtifacts.compactMap(\.name).filter { $0 != primaryName }.map {
            BuildRequest.SecondarySource(
                name: $0.rawValue, directory: source($0).path, archive: archives[$0]?.path)
        }
        request.sourceArchive = primaryName.flatMap { archives[$0] }?.path
        request.projectVariables = plan.projectVariables
        request.overrideVariables = plan.variables
        request.serviceVariables = serviceVariables(identity, number: number, settings: settings)
        request.timeoutInSeconds = plan.timeoutInSeconds
        request.outputs = (start.action.outputArtifacts ?? []).map {
            BuildRequest.OutputArtifact(name: $0.name.rawValue, files: $0.files)
        }
        request.logLimitInBytes = settings.builds.logLimitInMegabytes << 20
        return request
    }

    /// The sources of a build that ended are of no more use; its log, journal and result stay.
    static func discardSources(of directory: BuildDirectory) {
        try? FileManager.default.removeItem(at: directory.url.appending(path: "sources"))
    }

    private var primaryName: ArtifactName? {
        plan.primarySource ?? start.run.inputArtifacts.first?.name
    }

    private var primarySource: URL { source(primaryName ?? "Source") }

    func source(_ name: ArtifactName) -> URL {
        directory.url.appending(path: "sources").appending(path: name.rawValue, directoryHint: .isDirectory)
    }

    /// The variables that CodeBuild sets. `CODEBUILD_PROJECT_ARN` tells a CodeBuild build from a Commands action.
    private func serviceVariables(
        _ identity: BuildIdentity, number: Int, settings: EngineSettings
    ) -> [String: String] {
        var variables = [
            "AWS_REGION": settings.region,
            "AWS_DEFAULT_REGION": settings.region,
            "CODEBUILD_BUILD_ARN": identity.arn,
            "CODEBUILD_BUILD_ID": identity.id.rawValue,
            "CODEBUILD_BUILD_IMAGE": "local",
            "CODEBUILD_BUILD_NUMBER": String(number),
            "CODEBUILD_CI": "true",
            "CODEBUILD_INITIATOR": "codepipeline/\(start.pipeline)",
            "CODEBUILD_LOG_PATH": identity.uuid,
        ]
        if plan.isCodeBuild { variables["CODEBUILD_PROJECT_ARN"] = identity.projectARN }
        let revision = start.artifactRevisions.first { $0.name == primaryName } ?? start.artifactRevisions.first
        variables["CODEBUILD_RESOLVED_SOURCE_VERSION"] = revision?.revisionId
        if let location = start.run.inputArtifacts.first(where: { $0.name == primaryName })?.s3location {
            variables["CODEBUILD_SOURCE_VERSION"] = "arn:aws:s3:::\(location.bucket ?? "")/\(location.key ?? "")"
        }
        return variables
    }
}

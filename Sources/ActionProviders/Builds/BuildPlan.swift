import Foundation
import PipelineAPI
import PipelineCore
import PipelineEngine
import Runner

/// What a provider decides about a build; the rest is the same for every build.
struct BuildPlan: Sendable {
    /// The first half of the build id.
    var project: String
    /// A document, a path in the primary source, or `nil` for `buildspec.yml`.
    var buildspec: String?
    /// The input artifact whose folder the build starts in; the first one if `nil`.
    var primarySource: ArtifactName?
    /// Those of the project; `variables` win over them.
    var projectVariables: [BuildRequest.EnvironmentVariable] = []
    var variables: [BuildRequest.EnvironmentVariable] = []
    var timeoutInSeconds: Int
    /// A CodeBuild build counts against the limits of builds; the compute of a Commands action does not.
    var isCodeBuild: Bool
    /// Whether its buildspec stands for a batch of builds, and whether their artifacts become one.
    var batch: BatchWish?

    /// What an action says of its batch.
    struct BatchWish: Equatable {
        var combinesArtifacts: Bool
    }
}

/// The ids and names of a build, all made from its UUID.
struct BuildIdentity: Sendable {
    let id: BuildID
    let uuid: String
    let arn: String
    let projectARN: String
    /// That of a batch, if the UUID is that of one.
    let batchARN: String
    let logGroup: String
    let logStreamARN: String

    /// - Parameter pipeline: that of the action whose build it is.
    init(plan: BuildPlan, uuid: String, pipeline: PipelineName?, settings: EngineSettings) {
        self.uuid = uuid
        id = BuildID("\(plan.project):\(uuid)")
        let prefix = "arn:aws:codebuild:\(settings.region):\(settings.accountId)"
        arn = "\(prefix):build/\(id)"
        projectARN = "\(prefix):project/\(plan.project)"
        batchARN = "\(prefix):build-batch/\(id)"
        let commands = pipeline.map { "/aws/codepipeline/\($0)" }
        logGroup = plan.isCodeBuild ? "/aws/codebuild/\(plan.project)" : commands ?? "/aws/codebuild/\(plan.project)"
        logStreamARN =
            "arn:aws:logs:\(settings.region):\(settings.accountId):log-group:\(logGroup):log-stream:\(uuid)"
    }
}

import Foundation
import PipelineAPI
import PipelineCore
import PipelineEngine
import Runner

/// What a provider decides about a build; the rest is the same for every build.
struct BuildPlan {
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
}

/// The ids and names of a build, all made from the run it belongs to.
struct BuildIdentity {
    let id: BuildID
    let uuid: String
    let arn: String
    let projectARN: String
    let logGroup: String
    let logStreamARN: String

    init(plan: BuildPlan, start: ActionStart, settings: EngineSettings) {
        uuid = start.run.id.rawValue
        id = BuildID("\(plan.project):\(uuid)")
        let prefix = "arn:aws:codebuild:\(settings.region):\(settings.accountId)"
        arn = "\(prefix):build/\(id)"
        projectARN = "\(prefix):project/\(plan.project)"
        logGroup = plan.isCodeBuild ? "/aws/codebuild/\(plan.project)" : "/aws/codepipeline/\(start.pipeline)"
        logStreamARN =
            "arn:aws:logs:\(settings.region):\(settings.accountId):log-group:\(logGroup):log-stream:\(uuid)"
    }
}

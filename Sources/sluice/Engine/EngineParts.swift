import ActionProviders
import Credentials
import Deployment
import Foundation
import Git
import Logging
import PipelineEngine
import Runner

/// Puts the embedded engine together: its settings, its providers, its builds.
struct EngineParts {
    let engine: Engine
    let builds: BuildCatalog
    let directBuilds: DirectBuilds
    let pushes: PushReception
    let poller: SourcePoller
    let stacks: RehearsedStacks
    let cloudFormation: CloudFormationDeploy
    let settings: EngineSettings

    /// - Parameters:
    ///   - environment: the engine's own; builds see a part of it.
    ///   - executable: this program, which is also the runner of builds.
    init(folders: Folders, environment: [String: String], executable: URL, logger: Logger) throws {
        settings = try EngineSettings.load(from: folders.settings)
        try StateFolder.prepare(folders.builds)
        try StateFolder.prepare(folders.cache)
        let handedOut = HandedOutMasking(socket: folders.agentSocket)
        let mirrors = GitMirrors(
            folder: folders.cache.appending(path: "mirrors"),
            command: GitCommand(
                environment: environment, caller: .engine, credentialHelper: HelperCommand.withinSluice,
                askpass: executable.path,
                masking: { handedOut.masking($0) }))
        let bucketFolder = folders.state.appending(path: "buckets")
        let store = CredentialStore(folders: folders)
        let access = DeploymentAccess(environment: environment, keys: store.awsKeys(environment))
        let tools = try ProvidedTools(
            folder: folders.cache.appending(path: "tools"), executable: executable, socket: folders.socket,
            buckets: bucketFolder, profiles: access.variables(with: Folders.variables(in: environment)))
        let secrets = StoredSecrets(
            store: store, environment: environment,
            aws: AWSSecrets(environment: environment, usualRegion: settings.region, store: store))
        let host = BuildHost(
            folder: folders.builds, caches: folders.cache.appending(path: "builds"),
            launcher: RunnerLauncher(
                executable: executable, arguments: RunnerCommand.arguments(agent: folders.agentSocket)),
            limits: (settings.builds.concurrent, settings.builds.queued),
            environment: BuildEnvironment.inherited(from: environment), tools: tools, mirrors: mirrors,
            secrets: secrets.value, logger: logger)
        let buckets = Buckets(folder: bucketFolder, drafts: folders.drafts)
        stacks = RehearsedStacks(folder: folders.state.appending(path: "stacks"))
        cloudFormation = CloudFormationDeploy(
            stacks: stacks, access: access, memory: folders.state.appending(path: "changesets"),
            drafts: folders.drafts)
        engine = try Engine(
            folder: folders.state, settings: settings,
            providers: [
                GitSource(mirrors: mirrors, drafts: folders.drafts), S3Source(buckets: buckets),
                CodeBuildProvider(host: host), CommandsProvider(host: host), ManualApproval(), DeploymentWindow(),
                InvokePipeline(), S3Deploy(buckets: buckets),
                cloudFormation, JobWorkerProvider(),
            ],
            logger: logger)
        pushes = PushReception(engine: engine, mirrors: mirrors)
        poller = SourcePoller(
            engine: engine, reception: pushes, buckets: buckets, unlockSign: folders.agentSocket, logger: logger)
        builds = BuildCatalog(folder: folders.builds, settings: settings)
        directBuilds = DirectBuilds(host: host, catalog: builds, engine: engine, buckets: buckets)
    }
}

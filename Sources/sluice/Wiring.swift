import AWS
import CloudFormation
import Credentials
import Deployment
import Foundation
import PipelineEngine
import Shell
import SigV4

/// Ties the shell to what it works on.
enum Wiring {
    static func context(
        _ options: GlobalOptions, folders: Folders, environment: [String: String]
    ) throws -> CommandContext {
        let console = console(options, folders, environment)
        let credentials = CredentialAccess(
            store: CredentialStore(folders: folders), helperWithinSluice: HelperCommand.withinSluice,
            helperInstalled: HelperCommand.installed, askpass: EngineLauncher.executable.path)
        return try context(
            options, folders, environment, console, credentials,
            keys: credentials.store.awsKeys(environment))
    }

    private static func console(
        _ options: GlobalOptions, _ folders: Folders, _ environment: [String: String]
    ) -> Console {
        var console = Console.standard(environment: environment, allowsColor: !options.noColor)
        let handedOut = HandedOutMasking(socket: folders.agentSocket)
        console.masking = { handedOut.masking($0) }
        console.hide = { handedOut.hide($0) }
        console.endTrials = { handedOut.endTrials() }
        return console
    }

    /// What the endpoint makes of it.
    private static func context(
        _ options: GlobalOptions, _ folders: Folders, _ environment: [String: String], _ console: Console,
        _ credentials: CredentialAccess, keys: @escaping CredentialProvider
    ) throws -> CommandContext {
        let directory = try directory(options)
        let launcher = EngineLauncher(folders: folders)
        let engine = LocalEngine(
            connect: { start in try await launcher.client(start: start) }, place: { place(folders) })
        // A profile is AWS's, and nobody else has any.
        switch options.endpoint ?? (options.profile == nil ? "local" : "aws") {
        case let endpoint where endpoint != "aws" && options.profile != nil:
            throw CommandFailure.usage("--profile goes with --endpoint aws only")
        case "local":
            var context = CommandContext(
                console: console, options: options, environment: environment, workspace: Workspace(directory),
                credentials: credentials, connect: engine.connect)
            context.cache = folders.cache
            context.place = engine.place
            context.deployments = DeploymentAccess(environment: environment, keys: keys)
            context.aws = { try services(options, console, environment, keys) }
            return context
        case "aws":
            let session = try session(options.profile, console, environment, keys)
            var context = CommandContext(
                console: console, options: options, environment: environment, workspace: Workspace(directory),
                endpointName: "AWS \(session.region)", credentials: credentials,
                connect: { _ in try ServiceClient(session: session) })
            context.cache = folders.cache
            (context.aws, context.deploysOnAWS) = ({ session }, true)
            context.awsOfProfile = { try Self.session($0, console, environment, keys) }
            context.localEngine = engine
            return context
        case let address:
            guard let url = URL(string: address), url.scheme == "http" || url.scheme == "https", url.host != nil else {
                throw CommandFailure.usage("'\(address)' is no endpoint: give local, aws, or an http(s) address")
            }
            var context = CommandContext(
                console: console, options: options, environment: environment, workspace: Workspace(directory),
                endpointName: url.host ?? address, credentials: credentials,
                connect: { _ in ServiceClient(endpoint: .url(url), identity: identity(environment)) })
            context.cache = folders.cache
            context.aws = { try services(options, console, environment, keys) }
            context.deploysOnAWS = true
            context.localEngine = engine
            return context
        }
    }

    /// The services of AWS beside the pipeline's: where AWS's own settings have them, or all at one address.
    private static func services(
        _ options: GlobalOptions, _ console: Console, _ environment: [String: String],
        _ keys: @escaping CredentialProvider
    ) throws -> AWSSession {
        switch options.endpoint {
        case nil, "aws": return try session(options.profile, console, environment, keys)
        case "local":
            throw CommandFailure.usage("the local engine has none of AWS's other services: give --endpoint aws")
        case let address?:
            var variables = environment.filter { !$0.key.hasPrefix("AWS_ENDPOINT_URL_") }
            variables["AWS_ENDPOINT_URL"] = address
            // A profile could say otherwise, and what was meant for this address would go to AWS.
            variables["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = "false"
            return try session(nil, console, variables, keys, usualRegion: "us-east-1")
        }
    }

    /// Reads AWS's shared files; who signs is found out when the first call needs it.
    private static func session(
        _ profile: String?, _ console: Console, _ environment: [String: String], _ keys: @escaping CredentialProvider,
        usualRegion: String? = nil
    ) throws -> AWSSession {
        let isPersonThere = console.isInputTerminal
        do {
            let region = try AWSConfiguration(environment: environment, profile: profile).region
            return try AWSSession(
                environment: environment, profile: profile, region: region ?? usualRegion,
                store: keys,
                askForCode: { isPersonThere ? await console.ask("Code of the MFA device \($0): ") : nil })
        } catch let error as AWSConfigurationError {
            throw CommandFailure.usage(error.description)
        }
    }

    /// The account and region that the engine stands for. What is wrong with the settings, starting it says.
    private static func place(_ folders: Folders) -> AWSEnvironment {
        let settings = (try? EngineSettings.load(from: folders.settings)) ?? EngineSettings()
        return AWSEnvironment(account: settings.accountId, region: settings.region)
    }

    /// Who signs requests, as the environment has it.
    private static func identity(_ environment: [String: String]) -> ServiceClient.Identity? {
        guard let id = environment["AWS_ACCESS_KEY_ID"], let secret = environment["AWS_SECRET_ACCESS_KEY"] else {
            return nil
        }
        let key = AccessKey(id: id, secret: secret, sessionToken: environment["AWS_SESSION_TOKEN"])
        let region = environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"] ?? "us-east-1"
        return ServiceClient.Identity(key: key, region: region)
    }

    private static func directory(_ options: GlobalOptions) throws -> URL {
        let current = URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
        guard let given = options.directory else { return current }
        let directory = URL(filePath: given, directoryHint: .isDirectory, relativeTo: current).standardizedFileURL
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: directory.path, isDirectory: &isDirectory), isDirectory.boolValue
        else { throw CommandFailure.usage("\(directory.path) is not a folder") }
        return directory
    }
}

import AWS
import CloudFormation
import Credentials
import Foundation
import PipelineEngine
import Shell
import SigV4

/// Ties the shell to what it works on.
enum Wiring {
    static func context(
        _ options: GlobalOptions, folders: Folders, environment: [String: String]
    ) throws -> CommandContext {
        let directory = try directory(options)
        let console = Console.standard(environment: environment, allowsColor: !options.noColor)
        let launcher = EngineLauncher(folders: folders)
        let credentials = CredentialAccess(
            store: CredentialStore(folders: folders), helperWithinSluice: HelperCommand.withinSluice,
            helperInstalled: HelperCommand.installed)
        switch options.endpoint ?? "local" {
        case "local":
            var context = CommandContext(
                console: console, options: options, environment: environment, workspace: Workspace(directory),
                credentials: credentials, connect: { start in try await launcher.client(start: start) })
            context.cache = folders.cache
            context.place = { place(folders) }
            return context
        case "aws":
            throw CommandFailure.unreachable(
                "The endpoint aws is not there yet.", hint: "Leave --endpoint out to use the local engine.")
        case let address:
            guard let url = URL(string: address), url.scheme == "http" || url.scheme == "https", url.host != nil else {
                throw CommandFailure.usage("'\(address)' is no endpoint: give local, aws, or an http(s) address")
            }
            return CommandContext(
                console: console, options: options, environment: environment, workspace: Workspace(directory),
                endpointName: url.host ?? address, credentials: credentials,
                connect: { _ in ServiceClient(endpoint: .url(url), identity: identity(environment)) })
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

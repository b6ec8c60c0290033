public import AWS
import ArgumentParser
public import CloudFormation
public import Deployment
public import Foundation
import PipelineAPI
import Synchronization

/// What a command may touch. What is expensive is a function, called when first needed.
public struct CommandContext: Sendable {
    public var console: Console
    public var options: GlobalOptions
    public var environment: [String: String]
    public var workspace: Workspace
    /// The endpoint's client. With `start` an engine is started if none runs; without, there is none then.
    public var connect: @Sendable (_ start: Bool) async throws -> ServiceClient?
    /// What an endpoint is called on the screen.
    public var endpointName: String
    /// Where secrets live, and what git asks for them; `nil` where there is no such place.
    public var credentials: CredentialAccess?
    /// Commands of the outer command line only, such as `engine`; none at the prompt.
    var outerCommands: [any AsyncParsableCommand.Type] = []
    /// What can be made again, such as what CDK apps synthesised; `nil` keeps nothing.
    public var cache: URL?
    /// What the command line says of the context of CDK apps.
    var appContext: [String: String] = [:]
    /// The account and region that projects are loaded for.
    public var place: @Sendable () -> AWSEnvironment = { AWSEnvironment(account: "123456789012", region: "us-east-1") }
    /// AWS's other services, as options and environment have them.
    public var aws: @Sendable () throws -> AWSSession = {
        throw CommandFailure.failed("There is no way to AWS from here.")
    }
    /// The same by another profile, which an app's files name; `nil` where the endpoint knows none.
    public var awsOfProfile: @Sendable (String) throws -> AWSSession? = { _ in nil }
    /// The way to where pipelines on the engine of this machine deploy; `nil` if the endpoint is another.
    public var deployments: DeploymentAccess?
    /// Whether pipelines and stacks are on AWS, or on what stands for it, and not on the engine of this machine.
    public var deploysOnAWS = false
    /// The engine of this machine, where the endpoint is another.
    public var localEngine: LocalEngine?
    /// In the interactive shell: goes on following an execution in the background.
    var followInBackground: (@Sendable (ServiceClient, PipelineName, ExecutionID, ExecutionSnapshot?) -> Void)?
    /// In the interactive shell: nothing is told in the background until the command ends or has something followed.
    var keepNewsBack: (@Sendable () -> Void)?
    /// In the interactive shell: ends that, for a command that tells of the execution itself.
    var stopFollowingInBackground: (@Sendable (ExecutionID) -> Void)?
    public var now: @Sendable () -> Date
    /// Waits before something is tried again.
    public var pause: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

    public init(
        console: Console, options: GlobalOptions, environment: [String: String], workspace: Workspace,
        endpointName: String = localEndpointName, credentials: CredentialAccess? = nil,
        now: @escaping @Sendable () -> Date = { Date() },
        connect: @escaping @Sendable (_ start: Bool) async throws -> ServiceClient?
    ) {
        self.console = console
        self.options = options
        self.environment = environment
        self.workspace = workspace
        self.endpointName = endpointName
        self.credentials = credentials
        self.now = now
        self.connect = connect
    }

    public static let localEndpointName = "local engine"

    /// The endpoint's client, with an engine started if need be.
    func client() async throws -> ServiceClient {
        guard let client = try await connect(true) else {
            throw CommandFailure.unreachable("\(endpointName) cannot be reached")
        }
        return client
    }

    /// The same on the engine of this machine, wherever the endpoint is.
    func onThisMachine() -> CommandContext {
        guard let localEngine else { return self }
        var context = self
        (context.options.endpoint, context.options.profile) = ("local", nil)
        (context.connect, context.place) = (localEngine.connect, localEngine.place)
        (context.endpointName, context.deploysOnAWS) = (Self.localEndpointName, false)
        return context
    }

    /// Asks before something that is hard to undo; `--yes` answers, and without a terminal nothing is done.
    func confirm(_ question: String, consent: ConsentOptions) async throws {
        if options.yes || consent.yes { return }
        guard console.isInputTerminal else { throw CommandFailure.needsPerson(question, flag: "`--yes`") }
        guard await console.confirm(question) else { throw CommandFailure.failed("Nothing was done.") }
    }

    func isJSON(_ output: OutputOptions) -> Bool { options.json || output.json }
}

/// The engine of this machine, and the account and region that it stands for.
public struct LocalEngine: Sendable {
    public var connect: @Sendable (_ start: Bool) async throws -> ServiceClient?
    public var place: @Sendable () -> AWSEnvironment

    public init(
        connect: @escaping @Sendable (_ start: Bool) async throws -> ServiceClient?,
        place: @escaping @Sendable () -> AWSEnvironment
    ) {
        self.connect = connect
        self.place = place
    }
}

/// Where the shell stands: the folder that `open` changes.
public final class Workspace: Sendable {
    private let current: Mutex<(directory: URL, projectFile: URL?)>

    public init(_ directory: URL, projectFile: URL? = nil) {
        current = Mutex((Self.asFolder(directory), projectFile))
    }

    public var directory: URL { current.withLock { $0.directory } }

    /// The project file that was chosen by its name; `nil` if the one that is found counts.
    public var projectFile: URL? { current.withLock { $0.projectFile } }

    /// Goes to another folder, and perhaps to one of several project files in it.
    public func go(to directory: URL, projectFile: URL? = nil) {
        current.withLock { $0 = (Self.asFolder(directory), projectFile) }
    }

    /// With the slash at its end, without which relative paths count from the folder above.
    private static func asFolder(_ directory: URL) -> URL {
        URL(filePath: directory.path, directoryHint: .isDirectory)
    }
}

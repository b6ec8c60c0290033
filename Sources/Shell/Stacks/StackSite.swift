import AWS
import CloudFormation
import Deployment
import Foundation
import PipelineAPI

/// What a stack shall be, and who works on it.
struct StackSite: Sendable {
    var goal: StackGoal
    var client: CloudFormationClient

    /// A stack as it is deployed, whoever speaks of it, and what is deployed; `nil` if there is none.
    static func deployed(
        _ name: String, by client: CloudFormationClient, in environment: AWSEnvironment
    ) async throws -> (site: StackSite, deployed: DeployedStack)? {
        let deployed = try await DeployedStack(name, reading: client)
        guard deployed.stack != nil else { return nil }
        return (StackSite(goal: StackGoal(keeping: deployed, in: environment), client: client), deployed)
    }

    /// What deploying it would do now.
    func plan(keepsFailed: Bool = false, isForced: Bool = false) async throws -> StackPlan {
        let deployed = try await DeployedStack(goal.name, reading: client)
        return try StackPlan(goal, over: deployed, keepsFailed: keepsFailed, isForced: isForced)
    }

    /// What deploying it would do, also where something else is done with it now.
    func comparison() async throws -> StackPlan {
        let deployed = try await DeployedStack(goal.name, reading: client, toCompare: true)
        return try StackPlan(goal, over: deployed, toCompare: true)
    }

    /// What deleting it would do now.
    func planOfDeleting() async throws -> StackPlan {
        try StackPlan(deleting: goal, try await DeployedStack(goal.name, reading: client))
    }

    /// The stack as it is deployed.
    ///
    /// - Throws: `CommandFailure.usage` if it is not there, or only for a change set that nobody carried out.
    func existing() async throws -> Stack {
        guard let stack = try await client.describeStack(goal.name), stack.stackStatus != .reviewInProgress else {
            throw notDeployed
        }
        return stack
    }

    var notDeployed: CommandFailure {
        let (name, place) = (Untrusted.line(goal.name), goal.environment)
        return .usage(
            "\(Untrusted.line(goal.shownName)) is not deployed in \(place.account)/\(place.region).",
            hint: "`diff \(name)` shows what `deploy \(name)` would make.")
    }
}

/// The stacks that a command is about, each with its account's session.
struct StackSites {
    let context: CommandContext
    let sessions: RoleSessions
    let synthesis: Synthesis
    /// What the app's own files say.
    let settings: AppSettings
    var approvalLevel: ApprovalLevel? { settings.approvalLevel }

    init(_ context: CommandContext) async throws { try await self.init(context, context.roleSessions()) }

    init(_ context: CommandContext, _ sessions: RoleSessions) async throws {
        try self.init(context, sessions, try await context.synthesis(for: sessions.caller))
    }

    init(_ context: CommandContext, _ sessions: RoleSessions, _ synthesis: Synthesis) throws {
        self.context = context
        self.sessions = sessions
        self.synthesis = synthesis
        settings = context.synthesizer(of: try context.projectFile(), for: sessions.caller).settings()
    }

    /// The stacks that are meant, in the order of deployment, and those that nobody named.
    func select(_ names: [String], all: Bool, exclusively: Bool) throws -> StackSelection {
        if all {
            guard names.isEmpty else {
                throw CommandFailure.usage("--all names the stacks already: name some, or give --all")
            }
            return try synthesis.assembly.selecting(.all)
        }
        if names.isEmpty { return try synthesis.assembly.selecting(.single, exclusively: exclusively) }
        let patterns = try names.map { name in
            guard !name.contains(where: { "*?{".contains($0) }), let stack = StackArgument(argument: name) else {
                return name
            }
            // What is deployed or deleted has its whole name: a beginning may have meant a stack that is gone.
            if let exact = stack.exact(in: synthesis.assembly) { return exact.displayName }
            let meant = try stack.find(in: synthesis.assembly).displayName
            throw CommandFailure.usage(
                "there is no stack '\(Untrusted.line(name))'", hint: "Did you mean '\(Untrusted.line(meant))'?")
        }
        return try synthesis.assembly.selecting(.matching(patterns), exclusively: exclusively)
    }

    func site(of stack: StackArtifact, adding additions: StackGoal.Additions = .init()) async throws -> StackSite {
        let goal = try StackGoal(
            stack, files: synthesis.directory.contents, in: sessions.caller, adding: additions)
        return StackSite(goal: goal, client: try await session(of: stack).cloudFormation())
    }

    /// The site of one stack of the app.
    func site(of argument: StackArgument) async throws -> StackSite {
        try await site(of: argument.find(in: synthesis.assembly))
    }

    /// The session of a stack's deploy role.
    func session(of stack: StackArtifact) async throws -> AWSSession {
        try await sessions.session(of: stack.roles.deploy, in: stack.environment.resolved(current: sessions.caller))
    }

    /// Checks the version of the bootstrap stack that a stack and its assets need. Answers what is there.
    func checkBootstrap(of stack: StackArtifact) async throws -> Int? {
        let place = stack.environment.resolved(current: sessions.caller)
        var found: Int?
        for requirement in Set([stack.bootstrap, stack.assets.bootstrap].compactMap(\.self)) {
            found = try await requirement.check(session(of: stack), in: place) ?? found
        }
        return found
    }
}

extension CommandContext {
    /// What whoever calls works with, each role assumed once.
    ///
    /// - Parameter target: where the engine of this machine deploys instead.
    func roleSessions(for target: DeploymentTarget? = nil) async throws -> RoleSessions {
        let console = console
        let warn: @Sendable (String) -> Void = { text in
            console.note(console.style.paint("warning: \(Untrusted.line(text))", .yellow))
        }
        if let target, let deployments {
            return try await deployments.sessions(for: target, in: place(), warn: warn)
        }
        let session = try awsSession()
        let caller = try await RoleSessions.caller(of: session)
        // As the CDK CLI calls it, for whoever looks for its calls in AWS's logs.
        let sessionName =
            environment["CDK_ROLE_SESSION_NAME"] ?? "aws-cdk-\(environment["USER"] ?? NSUserName())"
        return RoleSessions(base: session, caller: caller, sessionName: sessionName, warn: warn)
    }

    /// The session of whoever calls; at the engine on this machine there is none.
    func awsSession() throws -> AWSSession {
        guard deploysOnAWS else {
            throw CommandFailure.usage(
                "Stacks themselves are on AWS; on this machine the pipeline rehearses them.",
                hint: "`sluice --endpoint aws …` or `sluice --profile NAME …`")
        }
        guard options.profile == nil, let profile = appSynthesizer(for: place())?.settings().profile else {
            return try aws()
        }
        return try awsOfProfile(profile) ?? aws()
    }
}

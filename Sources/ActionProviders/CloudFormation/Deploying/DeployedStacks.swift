import AWS
import CloudFormation
import Deployment
import Foundation
import PipelineAPI
import PipelineCore
import PipelineEngine

/// The stacks that Deploy/CloudFormation actions deploy where the settings say.
struct DeployedStacks {
    let access: DeploymentAccess
    /// Keeps what is needed to make a change set again.
    let memory: URL

    func carryOut(
        _ action: StackAction, at target: DeploymentTarget, _ inputs: StackInputs, _ context: ActionContext
    ) async throws -> StackReport {
        let start = inputs.start
        let sessions = try await sessions(target, context.settings)
        let session = session(Way(of: start.action), by: sessions)
        var environment = sessions.caller
        environment.region = session.region
        environment.account = start.action.accountOfRole ?? environment.account
        let deployer = StackDeployer(
            name: action.stackName, client: try session.cloudFormation(), session: session, environment: environment,
            place: target.place, run: StackDeployer.Run(id: start.run.id.rawValue, start: start.run.startTime),
            memory: ChangeSetMemory(folder: memory.appending(path: target.folderName)),
            tell: { id, words in await context.report(ActionResult(externalExecutionID: id, summary: words)) })
        return try await deployer.carryOut(action) {
            try await publishArtifacts(of: action, inputs, by: sessions.base)
            return try await offPool { try inputs.request() }
        }
    }

    /// By which role and in which region a stack is reached; `nil` for the profile's own.
    struct Way {
        var role: String?
        var externalID: String?
        var region: String?
        /// The stack's, where it is known.
        var account: String?

        init(role: String?, externalID: String? = nil, region: String?, account: String? = nil) {
            (self.role, self.externalID, self.region, self.account) = (role, externalID, region, account)
        }

        init(of action: ActionDeclaration) { self.init(role: action.roleArn, region: action.region) }
    }

    /// What there is of a stack, without changing anything. What cannot be seen stops no rehearsal.
    ///
    /// - Throws: `StackRefusal` if nothing can be deployed over what is there.
    func look(
        at name: String, _ mode: StackAction.Mode, _ way: Way, _ target: DeploymentTarget, _ settings: EngineSettings
    ) async throws -> DeployedSight {
        do {
            let sessions = try await sessions(target, settings)
            if way.role == nil, let account = way.account, account != sessions.caller.account {
                // The profile's own account may have another stack of that name.
                throw StackError.otherAccount(account, have: sessions.caller.account)
            }
            var way = way
            // Reading its own account takes no role that may deploy.
            if way.role.flatMap({ AssumedRole(arn: $0).account }) == sessions.caller.account { way.role = nil }
            let client = try session(way, by: sessions).cloudFormation()
            let state = try await DeployedSight.look(at: name, mode, target.place, by: client)
            return DeployedSight(words: "over what is deployed \(target.place)", state: state)
        } catch let error where !(error is StackRefusal || Task.isCancelled) {
            return DeployedSight(words: "what is deployed \(target.place) cannot be seen: \(error)")
        }
    }

    private func sessions(_ target: DeploymentTarget, _ settings: EngineSettings) async throws -> RoleSessions {
        let own = AWSEnvironment(account: settings.accountId, region: settings.region)
        return try await access.sessions(for: target, in: own) { _ in }
    }

    /// As CodePipeline does it: in the action's region, by the action's role where it has one.
    private func session(_ way: Way, by sessions: RoleSessions) -> AWSSession {
        let region = way.region ?? sessions.base.region
        guard let role = way.role else { return sessions.base.session(in: region) }
        return sessions.base.assuming(
            .init(roleArn: role, roleSessionName: "sluice", externalId: way.externalID), region: region)
    }

    /// Puts artifacts whose place in the bucket a parameter gives on where CloudFormation looks for them.
    private func publishArtifacts(
        of action: StackAction, _ inputs: StackInputs, by session: AWSSession
    ) async throws {
        for artifact in try ParameterOverrides(action.parameterOverrides ?? "{}").publishedArtifacts.sorted() {
            let location = try inputs.location(of: artifact)
            do {
                try await session.s3().upload(
                    inputs.artifacts.url(of: location), as: location.key ?? "", in: location.bucket ?? "")
            } catch ClientError.service(let error) where error.code == "NoSuchBucket" {
                throw StackRefusal(
                    code: "ConfigurationError",
                    message: "ParameterOverrides gives on where the artifact \(artifact) is, and the pipeline's bucket "
                        + "'\(location.bucket ?? "")' is not there")
            }
        }
    }
}

extension ActionDeclaration {
    fileprivate var accountOfRole: String? { roleArn.flatMap { AssumedRole(arn: $0).account } }
}

extension DeploymentTarget {
    fileprivate var folderName: String {
        String(endpoint.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    }
}

extension ErrorDetails {
    /// What went wrong with a stack, in the words of whoever found it.
    ///
    /// - Parameter prefix: what the message begins with.
    init(_ error: any Error, _ prefix: String) {
        switch error {
        case let refusal as StackRefusal: self.init(code: refusal.code, message: prefix + refusal.message)
        case ClientError.service(let error): self.init(code: error.code, message: prefix + error.description)
        case CredentialError.needsPerson(let words):
            self.init(code: "JobFailed", message: "\(prefix)\(words) Then `retry`.")
        default: self.init(code: "JobFailed", message: "\(prefix)\(error)")
        }
    }
}

public import AWS
public import CloudFormation
import PipelineAPI

/// The sessions that a deployment works with: each role is assumed once in each region, by whoever needs it first.
public actor RoleSessions {
    /// The caller's own.
    public nonisolated let base: AWSSession
    /// The account that the caller's credentials are of, the session's region, and their partition.
    public nonisolated let caller: AWSEnvironment
    private let sessionName: String
    private let warn: @Sendable (String) -> Void
    private var sessions: [Place: Task<AWSSession, any Error>] = [:]

    private struct Place: Hashable {
        var role: AssumedRole
        var account: String
        var region: String
    }

    /// - Parameters:
    ///   - sessionName: what AWS's logs call who assumes roles; characters that it does not take become `@`.
    ///   - warn: told where a role could not be assumed and need not be.
    public init(
        base: AWSSession, caller: AWSEnvironment, sessionName: String, warn: @escaping @Sendable (String) -> Void
    ) {
        self.base = base
        self.caller = caller
        self.sessionName = String(sessionName.map { Self.isAllowed($0) ? $0 : "@" }.prefix(64))
        self.warn = warn
    }

    /// The caller of a session, as STS knows it.
    public static func caller(of session: AWSSession) async throws -> AWSEnvironment {
        let identity = try await session.sts().getCallerIdentity()
        return AWSEnvironment(account: identity.account, region: session.region, partition: identity.partition)
    }

    /// A session of a role, or the caller's own without one or where that is as good.
    public func session(of role: AssumedRole?, in environment: AWSEnvironment) async throws -> AWSSession {
        guard let role else {
            guard environment.account == caller.account else {
                throw StackError.otherAccount(environment.account, have: caller.account)
            }
            return base.session(in: environment.region)
        }
        let place = Place(role: environment.resolve(role), account: environment.account, region: environment.region)
        let session = sessions[place] ?? Task { try await assume(place) }
        sessions[place] = session
        return try await session.value
    }

    private func assume(_ place: Place) async throws -> AWSSession {
        let session = base.assuming(place.role.request(sessionName: sessionName), region: place.region)
        do {
            _ = try await session.credentials.credentials()
            return session
        } catch ClientError.service(let error) {
            guard place.account == caller.account else {
                throw StackError.roleRefused(place.role.arn, account: place.account, reason: error.message)
            }
            warn(
                "These credentials could not be used to assume '\(place.role.arn)', but are for the right account. "
                    + "Proceeding anyway.")
            return base.session(in: place.region)
        }
    }

    private static func isAllowed(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "_+=,.@-".contains(character))
    }
}

extension AssumedRole {
    fileprivate func request(sessionName: String) -> AssumeRole.Input {
        let tags = (options["Tags"]?.list ?? []).compactMap { tag -> STSTag? in
            guard let key = tag["Key"]?.text, let value = tag["Value"]?.text else { return nil }
            return STSTag(key: key, value: value)
        }
        return AssumeRole.Input(
            roleArn: arn, roleSessionName: sessionName, externalId: externalID, tags: tags.isEmpty ? nil : tags,
            transitiveTagKeys: tags.isEmpty ? nil : tags.map(\.key))
    }
}

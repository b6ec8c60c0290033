import AWS
public import CloudFormation
import PipelineAPI

/// Looks up what apps ask for about their accounts, by the role that they name for it.
public struct ContextLookup: Sendable {
    let sessions: RoleSessions

    public init(_ sessions: RoleSessions) { self.sessions = sessions }

    /// Who knows what is missing, in the words of cloud assemblies.
    enum Provider: String {
        case availabilityZones = "availability-zones"
        case endpointZones = "endpoint-service-availability-zones"
        case hostedZone = "hosted-zone"
        case image = "ami"
        case key = "key-provider"
        case listener = "load-balancer-listener"
        case loadBalancer = "load-balancer"
        case parameter = "ssm"
        case resource = "cc-api-provider"
        case securityGroup = "security-group"
        case network = "vpc-provider"
    }

    /// The answers by their keys.
    ///
    /// - Throws: `SynthesisError.missingContext` with what only the CDK CLI looks up.
    public func answers(to missing: [MissingContext]) async throws -> [String: ContextAnswer] {
        let unknown = missing.filter { Provider(rawValue: $0.provider) == nil }
        guard unknown.isEmpty else { throw SynthesisError.missingContext(unknown, .unknown) }
        var answers: [String: ContextAnswer] = [:]
        for question in missing { answers[question.key] = try await answer(to: question) }
        return answers
    }

    private func answer(to question: MissingContext) async throws -> ContextAnswer {
        guard let provider = Provider(rawValue: question.provider) else { return .failed("nobody knows") }
        let place = environment(of: question)
        do {
            let session = try await session(for: question, in: place)
            switch provider {
            case .availabilityZones:
                return .found(.list(try await session.ec2().availabilityZones().map { .string($0) }))
            case .endpointZones:
                let name = question.props["serviceName"]?.text ?? ""
                let zones = try await session.ec2().availabilityZones(ofEndpointService: name)
                return .found(.list(zones.map { .string($0) }))
            case .image: return try await image(question.props, session)
            case .key: return try await key(question.props, session)
            case .loadBalancer:
                return try await LoadBalancerLookup(props: question.props, client: session.loadBalancing())
                    .loadBalancer()
            case .listener:
                return try await LoadBalancerLookup(props: question.props, client: session.loadBalancing()).listener()
            case .resource:
                return try await ResourceLookup(props: question.props, client: session.cloudControl()).answer()
            case .securityGroup: return try await securityGroup(question.props, session)
            case .hostedZone: return try await hostedZone(question.props, session)
            case .parameter: return try await parameter(question.props, session)
            case .network: return try await NetworkLookup(question.props, client: session.ec2()).answer()
            }
        } catch let error as ClientError {
            // What cannot be reached at all is no answer.
            guard case .service = error else { throw error }
            return .failed(error.description)
        }
    }

    private func environment(of question: MissingContext) -> AWSEnvironment {
        let caller = sessions.caller
        return AWSEnvironment(
            account: question.props["account"]?.text ?? caller.account,
            region: question.props["region"]?.text ?? caller.region, partition: caller.partition)
    }

    private func session(for question: MissingContext, in place: AWSEnvironment) async throws -> AWSSession {
        let role = question.props["lookupRoleArn"]?.text.map {
            AssumedRole(
                arn: $0, externalID: question.props["lookupRoleExternalId"]?.text,
                options: question.props["assumeRoleAdditionalOptions"]?.object ?? [:])
        }
        return try await sessions.session(of: role, in: place)
    }
}

extension [String: TemplateValue] {
    /// Names with one text or several each, as filters have them.
    func filters(_ key: String) -> [String: [String]] {
        (self[key]?.object ?? [:]).mapValues { $0.list?.compactMap(\.text) ?? [$0.text].compactMap(\.self) }
    }

    func isTrue(_ key: String) -> Bool { self[key] == .bool(true) }
}

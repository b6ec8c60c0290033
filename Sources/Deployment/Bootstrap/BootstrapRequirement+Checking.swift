public import AWS
public import CloudFormation

extension BootstrapRequirement {
    /// The version that `text` says, if it is enough.
    ///
    /// - Parameter text: what the parameter in Systems Manager holds; `nil` if there is none.
    func version(_ text: String?, in place: AWSEnvironment) throws(StackError) -> Int {
        let name = parameterName ?? "/cdk-bootstrap/hnb659fds/version"
        guard let text else { throw .notBootstrapped(parameter: name, in: place) }
        guard let found = Int(text) else { throw .bootstrapUnreadable(parameter: name) }
        guard found >= version else { throw .bootstrapTooOld(required: version, found: found, in: place) }
        return found
    }

    /// Asks the account that a session works in. Answers the version of its bootstrap stack.
    public func check(_ session: AWSSession, in place: AWSEnvironment) async throws -> Int? {
        guard let parameterName else { return nil }
        let found = try await session.ssm().getParameter(parameterName, decrypting: true)?.value
        return try version(found, in: place)
    }
}

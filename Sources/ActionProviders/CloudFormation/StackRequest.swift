import CloudFormation

/// What an action asks CloudFormation for.
struct StackRequest: Codable {
    var template: String
    var parameters: [String: String]
    var tags: [String: String]
    var capabilities: [String]
    /// The templates of nested stacks, where they are looked at, by the logical ids that lead there: `Network/Subnets`.
    var nested: [String: String]?
    /// The role that CloudFormation works with.
    var role: String?
    /// Which resources an update may touch, as JSON; `nil` leaves what is there.
    var policy: String?

    func deployment() throws(TemplateError) -> StackDeployment {
        StackDeployment(template: try Template(template), parameters: parameters, tags: tags)
    }

    var acknowledged: Set<Capability> { Set(capabilities.compactMap(Capability.init)) }
}

/// Why CloudFormation refuses something, or would, as the action says it.
struct StackRefusal: Error {
    var code: String
    var message: String
}

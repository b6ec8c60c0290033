/// The value of each parameter of a template in a deployment.
public struct ParameterResolution: Sendable, Hashable {
    /// Where a value comes from, in the order in which they win.
    public enum Value: Sendable, Hashable {
        case given(String)
        /// What the deployed stack has: sent as `UsePreviousValue`.
        case previous(String)
        /// Of the template: nothing is sent.
        case `default`(String)

        public var text: String {
            switch self {
            case .given(let text), .previous(let text), .default(let text): text
            }
        }
    }

    /// By name.
    public private(set) var values: [String: Value] = [:]
    public private(set) var problems: [ChangeSetProblem] = []

    /// - Parameters:
    ///   - given: what the assembly and the person say.
    ///   - previous: the values of the deployed stack; empty if they shall not be used.
    public init(of template: Template, given: [String: String], previous: [String: String] = [:]) {
        let declared = template.declaredParameters
        let missing = declared.filter { resolve($0, given, previous) == false }
        if !missing.isEmpty { problems.append(.missingParameters(missing.map(\.name))) }
        let unknown = Set(given.keys).subtracting(declared.map(\.name))
        if !unknown.isEmpty { problems.append(.unknownParameters(unknown.sorted())) }
    }

    /// Whether there is a value.
    private mutating func resolve(
        _ parameter: TemplateParameter, _ given: [String: String], _ previous: [String: String]
    ) -> Bool {
        let value =
            given[parameter.name].map(Value.given) ?? previous[parameter.name].map(Value.previous)
            ?? parameter.defaultValue.map(Value.default)
        guard let value else { return false }
        values[parameter.name] = value
        // CloudFormation answers asterisks for what must not be echoed.
        if case .previous = value, parameter.isNoEcho { return true }
        if let violation = parameter.violation(of: value.text) {
            problems.append(.invalidParameter(name: parameter.name, violation: violation))
        }
        return true
    }

    /// The values as texts.
    public var texts: [String: String] { values.mapValues(\.text) }
}

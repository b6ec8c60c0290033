/// A parameter as a template declares it.
public struct TemplateParameter: Sendable, Hashable {
    public var name: String
    public var type: String
    public var defaultValue: String?
    public var constraints: Constraints
    /// Said instead of the rule that a value breaks.
    public var constraintDescription: String?
    /// Whether its value must not be shown.
    public var isNoEcho: Bool
    public var description: String?

    /// What a value has to be.
    public struct Constraints: Sendable, Hashable {
        public var allowedValues: [String]?
        public var allowedPattern: String?
        public var minLength: Int?
        public var maxLength: Int?
        public var minValue: Double?
        public var maxValue: Double?
    }

    /// Whether the value is the name of a parameter in Systems Manager, which keeps what is meant.
    public var isKeptInSystemsManager: Bool { type.hasPrefix("AWS::SSM::Parameter::Value<") }

    /// Whether what is meant can change though the stack's parameters do not. The CDK marks what may be skipped.
    public var canChangeOnItsOwn: Bool {
        isKeptInSystemsManager && description?.contains("[cdk:skip]") != true
    }

    /// Whether a value is a list with commas.
    var isList: Bool { type == "CommaDelimitedList" || type.hasPrefix("List<") }

    /// The type of the value, or of each element.
    var elementType: String {
        guard type.hasPrefix("List<"), type.hasSuffix(">") else { return isList ? "String" : type }
        return String(type.dropFirst("List<".count).dropLast())
    }
}

extension Template {
    /// In the order of the file.
    public var declaredParameters: [TemplateParameter] { parameters.map(TemplateParameter.init) }
}

extension TemplateParameter {
    fileprivate init(_ member: TemplateNode.Member) {
        let node = member.value
        name = member.key
        type = node["Type"]?.text ?? "String"
        defaultValue = node["Default"]?.text
        constraints = Constraints(
            allowedValues: node["AllowedValues"]?.elements?.compactMap(\.text),
            allowedPattern: node["AllowedPattern"]?.text,
            minLength: node["MinLength"]?.text.flatMap { Int($0) },
            maxLength: node["MaxLength"]?.text.flatMap { Int($0) },
            minValue: node["MinValue"]?.text.flatMap { Double($0) },
            maxValue: node["MaxValue"]?.text.flatMap { Double($0) })
        constraintDescription = node["ConstraintDescription"]?.text
        isNoEcho = node["NoEcho"]?.text == "true"
        description = node["Description"]?.text
    }
}

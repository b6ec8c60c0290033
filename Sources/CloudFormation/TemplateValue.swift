/// What an evaluated part of a template is.
public enum TemplateValue: Sendable, Hashable {
    case null
    case bool(Bool)
    /// As it is written, so that account ids keep their zeros.
    case number(String)
    case string(String)
    case list([TemplateValue])
    case object([String: TemplateValue])

    /// A scalar as CloudFormation turns it into text; `nil` for lists, objects and null.
    public var text: String? {
        switch self {
        case .bool(let value): value ? "true" : "false"
        case .number(let text), .string(let text): text
        case .null, .list, .object: nil
        }
    }

    public var list: [TemplateValue]? {
        if case .list(let elements) = self { elements } else { nil }
    }

    public var object: [String: TemplateValue]? {
        if case .object(let members) = self { members } else { nil }
    }

    /// A member of an object.
    public subscript(_ key: String) -> TemplateValue? { object?[key] }
}

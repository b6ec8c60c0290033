/// A part of a template as it is written, intrinsic functions in their long form, with its place in the file.
public struct TemplateNode: Sendable, Hashable {
    /// What stands there.
    public enum Content: Sendable, Hashable {
        /// Null, or a scalar.
        case scalar(TemplateValue)
        case list([TemplateNode])
        case object([Member])
    }

    /// A member of an object, in the order of the file.
    public struct Member: Sendable, Hashable {
        public var key: String
        public var value: TemplateNode
    }

    /// A place in the file; both from 1.
    public struct Position: Sendable, Hashable {
        public var line: Int
        public var column: Int
    }

    public var content: Content
    public var position: Position?

    public var members: [Member] {
        if case .object(let members) = content { members } else { [] }
    }

    public var elements: [TemplateNode]? {
        if case .list(let elements) = content { elements } else { nil }
    }

    /// The text of a scalar.
    public var text: String? {
        if case .scalar(let value) = content { value.text } else { nil }
    }

    public subscript(_ key: String) -> TemplateNode? { members.first { $0.key == key }?.value }

    /// The name and argument of an intrinsic function: an object whose one member is called so. A loop is none, it
    /// makes members.
    var function: Member? {
        guard members.count == 1, let member = members.first, !member.key.hasPrefix("Fn::ForEach::") else {
            return nil
        }
        return member.key.hasPrefix("Fn::") || ["Ref", "Condition"].contains(member.key) ? member : nil
    }
}

/// A JSON document.
indirect enum JSONValue: Decodable, Sendable, Hashable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    /// A scalar as filters compare it.
    var text: String? {
        switch self {
        case .string(let value): value
        case .bool(let value): "\(value)"
        case .number(let value): Int(exactly: value).map(String.init) ?? "\(value)"
        case .null, .array, .object: nil
        }
    }
}

extension JSONPath {
    /// What the path leads to in a document: nothing, one value, or with `[*]` several.
    func values(in document: JSONValue) -> [JSONValue] {
        steps.reduce([document]) { values, step in values.flatMap { Self.children($0, step) } }
    }

    private static func children(_ value: JSONValue, _ step: Step) -> [JSONValue] {
        switch (value, step) {
        case (.object(let members), .member(let name)): members[name].map { [$0] } ?? []
        case (.object(let members), .all): members.sorted { $0.key < $1.key }.map(\.value)
        case (.array(let elements), .element(let index)): elements.indices.contains(index) ? [elements[index]] : []
        case (.array(let elements), .all): elements
        default: []
        }
    }
}

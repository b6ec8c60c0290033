extension TemplateValue: Decodable {
    /// Any JSON.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let text = try? container.decode(String.self) {
            self = .string(text)
        } else if let number = try? container.decode(Int64.self) {
            self = .number(String(number))
        } else if let number = try? container.decode(Double.self) {
            self = .number(String(number))
        } else if let elements = try? container.decode([TemplateValue].self) {
            self = .list(elements)
        } else {
            self = .object(try container.decode([String: TemplateValue].self))
        }
    }
}

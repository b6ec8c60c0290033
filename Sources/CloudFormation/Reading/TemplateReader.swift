import Yams

/// Turns YAML with CloudFormation's short tags, or JSON, into nodes.
struct TemplateReader {
    /// CloudFormation takes no larger template.
    static let sizeLimitInBytes = 1 << 20
    /// Far beyond any real template, and far from the end of a thread's stack.
    static let depthLimit = 100
    /// Values once aliases are expanded.
    static let valueLimit = 200_000

    private var values = 0

    static func read(_ text: String) throws(TemplateError) -> TemplateNode {
        guard text.utf8.count <= sizeLimitInBytes else { throw TemplateError(sentence: "is larger than 1 MB") }
        guard !nestsTooDeep(text) else { throw TemplateError(sentence: tooDeep) }
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw TemplateError(sentence: "cannot be read as YAML or JSON: \(error)")
        }
        guard let root else { throw TemplateError(sentence: "is empty") }
        var reader = TemplateReader()
        return try reader.node(root, depth: 0)
    }

    private static let tooDeep = "nests deeper than \(depthLimit) levels"

    /// Whether indentation or brackets could exhaust the stack of the YAML reader, which sets no limit of its own.
    ///
    /// Brackets count whether they are quoted or not, closing ones only outside of quotes could be told apart by a
    /// reader; so they are counted per opened line, generously.
    private static func nestsTooDeep(_ text: String) -> Bool {
        var open = 0
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
            let indentation = line.prefix { " -?\t".utf8.contains($0) }.count
            if indentation > 4 * depthLimit { return true }
            for byte in line {
                if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { open += 1 }
                if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { open = max(0, open - 1) }
            }
            if open > 4 * depthLimit { return true }
        }
        return false
    }

    private mutating func node(_ node: Node, depth: Int) throws(TemplateError) -> TemplateNode {
        let position = node.mark.map { TemplateNode.Position(line: $0.line, column: $0.column) }
        values += 1
        guard values <= Self.valueLimit else {
            throw TemplateError(sentence: "holds more than \(Self.valueLimit) values", position: position)
        }
        guard depth <= Self.depthLimit else { throw TemplateError(sentence: Self.tooDeep, position: position) }
        let content = try content(of: node, depth: depth)
        return ShortTag.expand(node, TemplateNode(content: content, position: position))
    }

    private mutating func content(of node: Node, depth: Int) throws(TemplateError) -> TemplateNode.Content {
        switch node {
        case .scalar(let scalar): return .scalar(Self.scalar(scalar))
        case .alias: return .scalar(.null)
        case .sequence(let sequence):
            var elements: [TemplateNode] = []
            for element in sequence { elements.append(try self.node(element, depth: depth + 1)) }
            return .list(elements)
        case .mapping(let mapping):
            var members: [TemplateNode.Member] = []
            for (key, value) in mapping {
                members.append(.init(key: key.scalar?.string ?? "", value: try self.node(value, depth: depth + 1)))
            }
            return .object(members)
        }
    }

    /// Dates stay text: `2010-09-09` is a version here.
    private static func scalar(_ scalar: Node.Scalar) -> TemplateValue {
        guard scalar.style == .plain || scalar.style == .any else { return .string(scalar.string) }
        if ShortTag.name(of: .scalar(scalar)) != nil { return .string(scalar.string) }
        switch Node.scalar(scalar).tag {
        case Tag(.null): return .null
        case Tag(.bool): return .bool(["true", "yes", "on", "y"].contains(scalar.string.lowercased()))
        case Tag(.int), Tag(.float): return .number(scalar.string)
        default: return .string(scalar.string)
        }
    }
}

import Foundation
import XML

/// Reads shapes from XML as AWS's query and REST protocols write it.
///
/// Members begin with a capital on the wire. A list is an element full of `member`, of `item` at EC2, or the same
/// element repeated. Source: Smithy, "AWS query protocol", "AWS EC2 query protocol" and "AWS restXml protocol".
struct XMLNodeDecoder: Decoder {
    let node: XMLNode
    /// The elements that a list takes; those of one name beside each other, or what one of them holds.
    private var siblings: [XMLNode]
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    static func decode<Value: Decodable>(_ type: Value.Type, from node: XMLNode) throws -> Value {
        try Value(from: XMLNodeDecoder(siblings: [node], path: []))
    }

    /// - Parameter siblings: at least one.
    fileprivate init(siblings: [XMLNode], path: [any CodingKey]) {
        node = siblings.first ?? XMLNode(name: "")
        self.siblings = siblings
        codingPath = path
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(Members<Key>(node: node, codingPath: codingPath))
    }

    func unkeyedContainer() -> any UnkeyedDecodingContainer { Elements(nodes: list, codingPath: codingPath) }
    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    private var list: [XMLNode] {
        guard siblings.count == 1 else { return siblings }
        if node.children.isEmpty, node.text.allSatisfy(\.isWhitespace) { return [] }
        let isList = ["member", "item"].contains { name in node.children.allSatisfy { $0.name == name } }
        return isList && !node.children.isEmpty ? node.children : [node]
    }
}

extension XMLNodeDecoder: SingleValueDecodingContainer {
    func decodeNil() -> Bool { false }
    func decode(_ type: Bool.Type) throws -> Bool { try read { Bool($0.lowercased()) } }
    func decode(_ type: String.Type) -> String { node.text }
    func decode(_ type: Double.Type) throws -> Double { try read { Double($0) } }
    func decode(_ type: Float.Type) throws -> Float { try read { Float($0) } }
    func decode(_ type: Int.Type) throws -> Int { try read { Int($0) } }
    func decode(_ type: Int8.Type) throws -> Int8 { try read { Int8($0) } }
    func decode(_ type: Int16.Type) throws -> Int16 { try read { Int16($0) } }
    func decode(_ type: Int32.Type) throws -> Int32 { try read { Int32($0) } }
    func decode(_ type: Int64.Type) throws -> Int64 { try read { Int64($0) } }
    func decode(_ type: UInt.Type) throws -> UInt { try read { UInt($0) } }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try read { UInt8($0) } }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try read { UInt16($0) } }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try read { UInt32($0) } }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try read { UInt64($0) } }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        if type == Date.self, let date = try read({ WireDate.parse($0) }) as? Value { return date }
        return try Value(from: self)
    }

    private func read<Value>(_ parse: (String) -> Value?) throws -> Value {
        if let value = parse(node.text.trimmingCharacters(in: .whitespacesAndNewlines)) { return value }
        throw DecodingError.dataCorrupted(.init(codingPath: codingPath, debugDescription: "not a \(Value.self)"))
    }
}

private struct Members<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let node: XMLNode
    let codingPath: [any CodingKey]

    var allKeys: [Key] { node.children.compactMap { Key(stringValue: WireName.uncapitalized($0.name)) } }
    func contains(_ key: Key) -> Bool { !nodes(key).isEmpty }
    func decodeNil(forKey key: Key) -> Bool { !contains(key) }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        let found = nodes(key)
        guard !found.isEmpty else {
            throw DecodingError.keyNotFound(key, .init(codingPath: codingPath, debugDescription: "no such element"))
        }
        return try XMLNodeDecoder(siblings: found, path: codingPath + [key]).decode(type)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try superDecoder(forKey: key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try superDecoder(forKey: key).unkeyedContainer()
    }

    func superDecoder() -> any Decoder { XMLNodeDecoder(siblings: [node], path: codingPath) }
    func superDecoder(forKey key: Key) -> any Decoder { XMLNodeDecoder(siblings: nodes(key), path: codingPath + [key]) }

    private func nodes(_ key: Key) -> [XMLNode] {
        let name = WireName.capitalized(key.stringValue)
        return node.children.filter { $0.name == name || $0.name == key.stringValue }
    }
}

private struct Elements: UnkeyedDecodingContainer {
    let nodes: [XMLNode]
    let codingPath: [any CodingKey]
    var currentIndex = 0

    init(nodes: [XMLNode], codingPath: [any CodingKey]) {
        self.nodes = nodes
        self.codingPath = codingPath
    }

    var count: Int? { nodes.count }
    var isAtEnd: Bool { currentIndex >= nodes.count }
    func decodeNil() -> Bool { false }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let decoder = try next()
        return try decoder.decode(type)
    }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) throws -> KeyedDecodingContainer<NestedKey> { try next().container(keyedBy: type) }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try next().unkeyedContainer() }
    mutating func superDecoder() throws -> any Decoder { try next() }

    private mutating func next() throws -> XMLNodeDecoder {
        guard !isAtEnd else {
            throw DecodingError.valueNotFound(
                XMLNode.self, .init(codingPath: codingPath, debugDescription: "the list has ended"))
        }
        defer { currentIndex += 1 }
        return XMLNodeDecoder(siblings: [nodes[currentIndex]], path: codingPath)
    }
}

import Foundation
import SigV4

/// A request's members as the form that AWS's query protocol sends: `Tags.member.1.Key=a&Tags.member.1.Value=b`.
///
/// Members begin with a capital on the wire. Source: Smithy, "AWS query protocol".
struct QueryForm {
    private(set) var fields: [(name: String, value: String)] = []

    /// - Parameter version: of the service's API.
    init(action: String, version: String, _ input: some Encodable) throws {
        fields = [("Action", action), ("Version", version)]
        let sink = Sink()
        try input.encode(to: FormEncoder(sink: sink, name: "", codingPath: []))
        fields += sink.fields
    }

    var text: String {
        fields.map { "\(URIEncoding.encode($0.name))=\(URIEncoding.encode($0.value))" }.joined(separator: "&")
    }
}

/// Where fields are collected, whichever container writes them.
private final class Sink {
    var fields: [(name: String, value: String)] = []
}

private struct FormEncoder: Encoder {
    let sink: Sink
    /// The member's name so far.
    let name: String
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(MemberFields<Key>(encoder: self))
    }

    /// A list without elements is sent as a name without a value, which clears what was there.
    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        sink.fields.append((name, ""))
        return ListFields(encoder: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    func member(_ key: String) -> FormEncoder {
        FormEncoder(sink: sink, name: name.isEmpty ? key : "\(name).\(key)", codingPath: codingPath)
    }

    fileprivate func write(_ value: some Encodable) throws {
        switch value {
        case let date as Date: sink.fields.append((name, WireDate.text(date)))
        default: try value.encode(to: self)
        }
    }
}

extension FormEncoder: SingleValueEncodingContainer {
    func encodeNil() {}
    func encode(_ value: Bool) { sink.fields.append((name, value ? "true" : "false")) }
    func encode(_ value: String) { sink.fields.append((name, value)) }
    func encode(_ value: Double) { sink.fields.append((name, "\(value)")) }
    func encode(_ value: Float) { sink.fields.append((name, "\(value)")) }
    func encode(_ value: Int) { sink.fields.append((name, "\(value)")) }
    func encode(_ value: Int8) { sink.fields.append((name, "\(value)")) }
    func encode(_ value: Int16) { sink.fields.append((name, "\(value)")) }
    func encode(_ value: Int32) { sink.fields.append((name, "\(value)")) }
    func encode(_ value: Int64) { sink.fields.append((name, "\(value)")) }
    func encode(_ value: UInt) { sink.fields.append((name, "\(value)")) }
    func encode(_ value: UInt8) { sink.fields.append((name, "\(value)")) }
    func encode(_ value: UInt16) { sink.fields.append((name, "\(value)")) }
    func encode(_ value: UInt32) { sink.fields.append((name, "\(value)")) }
    func encode(_ value: UInt64) { sink.fields.append((name, "\(value)")) }
    func encode(_ value: some Encodable) throws { try write(value) }
}

private struct MemberFields<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: FormEncoder
    var codingPath: [any CodingKey] { encoder.codingPath }

    func encodeNil(forKey key: Key) {}
    func encode(_ value: some Encodable, forKey key: Key) throws { try member(key).write(value) }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) -> KeyedEncodingContainer<NestedKey> { member(key).container(keyedBy: type) }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { member(key).unkeyedContainer() }
    func superEncoder() -> any Encoder { encoder }
    func superEncoder(forKey key: Key) -> any Encoder { member(key) }

    private func member(_ key: Key) -> FormEncoder { encoder.member(WireName.capitalized(key.stringValue)) }
}

private struct ListFields: UnkeyedEncodingContainer {
    let encoder: FormEncoder
    var codingPath: [any CodingKey] { encoder.codingPath }
    private(set) var count = 0

    init(encoder: FormEncoder) { self.encoder = encoder }

    func encodeNil() {}
    mutating func encode(_ value: some Encodable) throws { try next().write(value) }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) -> KeyedEncodingContainer<NestedKey> { next().container(keyedBy: type) }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { next().unkeyedContainer() }
    mutating func superEncoder() -> any Encoder { next() }

    private mutating func next() -> FormEncoder {
        // Now the list has an element, and its bare name must go.
        if count == 0, let last = encoder.sink.fields.lastIndex(where: { $0.name == encoder.name }) {
            encoder.sink.fields.remove(at: last)
        }
        count += 1
        return encoder.member("member.\(count)")
    }
}

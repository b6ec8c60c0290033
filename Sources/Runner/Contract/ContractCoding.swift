import Foundation
import SystemPackage

/// JSON of the files that engine and runner exchange.
enum ContractCoding {
    /// A value of format 1. Of a later format only the version is read.
    private struct Versioned<Value: Decodable>: Decodable {
        var version: Int
        var value: Value?

        private enum Key: CodingKey {
            case version
        }

        init(from decoder: any Decoder) throws {
            version = try decoder.container(keyedBy: Key.self).decode(Int.self, forKey: .version)
            if version == 1 { value = try Value(from: decoder) }
        }
    }

    static func encode(_ value: some Encodable) throws(RunnerError) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return try encoder.encode(value)
        } catch {
            throw .unreadable(path: "\(type(of: value))", reason: "\(error)")
        }
    }

    static func laterFormat(_ version: Int, at path: FilePath) -> RunnerError {
        .unreadable(
            path: path.string, reason: "its format is \(version), this sluice knows format 1; update sluice")
    }

    /// Reads a file of format 1; `nil` if it is not there.
    static func decode<Value: Decodable>(_: Value.Type, at path: FilePath) throws(RunnerError) -> Value? {
        guard let bytes = try FileContent.read(path) else { return nil }
        do {
            let file = try JSONDecoder().decode(Versioned<Value>.self, from: Data(bytes))
            guard let value = file.value else {
                throw laterFormat(file.version, at: path)
            }
            return value
        } catch let error as RunnerError {
            throw error
        } catch {
            throw .unreadable(path: path.string, reason: "\(error)")
        }
    }
}

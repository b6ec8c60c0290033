import Foundation
import SystemPackage

/// JSON of the files that engine and runner exchange.
enum ContractCoding {
    private struct Versioned: Decodable {
        var version: Int
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

    /// Reads a file of format 1; `nil` if it is not there.
    static func decode<Value: Decodable>(_: Value.Type, at path: FilePath) throws(RunnerError) -> Value? {
        guard let bytes = try FileContent.read(path) else { return nil }
        let data = Data(bytes)
        do {
            let version = try JSONDecoder().decode(Versioned.self, from: data).version
            guard version == 1 else {
                throw RunnerError.unreadable(
                    path: path.string, reason: "its format is \(version), this sluice knows format 1; update sluice")
            }
            return try JSONDecoder().decode(Value.self, from: data)
        } catch let error as RunnerError {
            throw error
        } catch {
            throw .unreadable(path: path.string, reason: "\(error)")
        }
    }
}

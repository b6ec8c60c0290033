import Foundation
import SystemPackage

/// What a runner that was started ahead of time is told on its standard input.
struct RunnerOrder {
    var directory: String
    /// `nil` if they did not arrive whole: the build must not run without them.
    var secrets: BuildSecrets? = BuildSecrets.empty

    /// Waits for the order; `nil` if standard input ends without one.
    static func fromStandardInput() -> RunnerOrder? {
        guard let bytes = try? FileDescriptor.standardInput.readToEnd() else { return nil }
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")), end > 0 else { return nil }
        let rest = Data(bytes[(end + 1)...])
        return RunnerOrder(
            directory: String(decoding: bytes[..<end], as: UTF8.self),
            secrets: rest.isEmpty ? BuildSecrets.empty : try? JSONDecoder().decode(BuildSecrets.self, from: rest))
    }

    /// The order as standard input carries it.
    func encoded() throws(RunnerError) -> [UInt8] {
        var bytes = Array((directory + "\n").utf8)
        if let secrets, secrets != .empty { bytes += try ContractCoding.encode(secrets) }
        return bytes
    }
}

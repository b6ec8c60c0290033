internal import Foundation

/// The Secret Service keyring of the desktop, as the program `secret-tool` of libsecret speaks to it.
public enum Keyring {
    private static let attributes = ["application", "sluice", "use", "passphrase"]

    /// `nil` if it has none, or if there is no keyring.
    static func passphrase() -> Secret? {
        guard let output = try? run(["lookup"] + attributes), !output.isEmpty else { return nil }
        return Secret(bytes: output)
    }

    /// Keeps the passphrase. Answers whether there is a keyring that took it.
    public static func keep(_ passphrase: Secret) -> Bool {
        let label = "--label=Passphrase of sluice's credentials"
        return (try? run(["store", label] + attributes, input: passphrase.withBytes { Array($0) })) != nil
    }

    private struct Refused: Error {}

    /// The secret goes through pipes both ways. It is in the pipe before anybody could have closed that.
    private static func run(_ arguments: [String], input: [UInt8] = []) throws -> [UInt8] {
        let process = Process()
        let (stdin, stdout) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["secret-tool"] + arguments
        (process.standardInput, process.standardOutput) = (stdin, stdout)
        process.standardError = FileHandle.nullDevice
        try stdin.fileHandleForWriting.write(contentsOf: Data(input))
        try stdin.fileHandleForWriting.close()
        try process.run()
        let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Refused() }
        return Array(output)
    }
}

import Foundation

/// Python with botocore, the AWS CLI's own library, as the referee.
enum Botocore {
    static let isInstalled = (try? run("import botocore", [:])) == ""

    /// Runs a script and answers what it prints, errors included.
    static func run(_ script: String, _ environment: [String: String], _ arguments: [String] = []) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script] + arguments
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        process.environment = ["PATH": path].merging(environment) { $1 }
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: said, as: UTF8.self)
    }
}

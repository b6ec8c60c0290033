import Foundation

/// Python's `zipfile`: someone else's idea of what a zip archive is.
enum PythonZip {
    static let isMissing = "there is no python3"
    static let exists = (try? run("pass", [])) != nil

    struct Failure: Error {
        var output: String
    }

    /// Runs a script with `zipfile` and `sys` imported; answers what it printed.
    @discardableResult
    static func run(_ script: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", "import zipfile, sys, os, stat, struct\n" + script] + arguments
        let output = Pipe()
        (process.standardOutput, process.standardError) = (output, output)
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(output: text) }
        return text
    }
}

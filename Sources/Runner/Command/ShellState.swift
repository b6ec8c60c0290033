import Glibc
import SystemPackage

/// What lives on from one command to the next: the directory and the exported variables, in files of `state`.
///
/// The files hold secrets, so they are private and are removed when the build ends.
final class ShellState {
    private let root: FilePath
    private let survives: Bool
    private let variables: FilePath
    private let savedVariables: FilePath
    private let savedDirectory: FilePath
    private let script: FilePath
    let shell: String
    /// Variables whose names no shell can hold; every command gets them as they are.
    let passed: [String]
    private(set) var directory: String

    /// - Parameter survives: whether commands see what earlier ones left, as from version 0.2 of the grammar on.
    init(
        _ root: FilePath, shell: String, environment: [String: String], directory: String, survives: Bool
    ) throws(RunnerError) {
        self.root = root
        self.shell = shell
        self.directory = directory
        self.survives = survives
        variables = root.appending("variables")
        savedVariables = root.appending("variables.new")
        savedDirectory = root.appending("directory.new")
        script = root.appending("script.sh")
        passed = environment.filter { !ShellScript.isIdentifier($0.key) || $0.key == "CODEBUILD_BUILD_ID" }
            .map { "\($0.key)=\($0.value)" }.sorted()
        try FileContent.makeDirectory(root)
        let exports = environment.filter { ShellScript.isIdentifier($0.key) }.sorted { $0.key < $1.key }
            .map { "export \($0.key)=\(ShellScript.quoted($0.value))\n" }.joined()
        try FileContent.write(exports.utf8, to: variables)
    }

    /// Writes the script of one command and says how to start it.
    func launch(_ command: String, fresh: [(name: String, value: String)]) throws(RunnerError) -> ProcessLaunch {
        let text = ShellScript(
            directory: directory, variables: variables.string, savedVariables: survives ? savedVariables.string : nil,
            savedDirectory: savedDirectory.string, fresh: fresh
        ).text(running: command)
        try FileContent.write(text.utf8, to: script)
        return ProcessLaunch(executable: shell, arguments: [shell, script.string], environment: passed)
    }

    /// Takes over what a command saved. One that left by `exit` saved nothing, and nothing of it is kept.
    ///
    /// - Returns: a problem, if the command tried to save and could not.
    func adopt() throws(RunnerError) -> String? {
        guard survives else { return nil }
        let line = try FileContent.read(savedDirectory) ?? []
        defer { unlink(savedDirectory.string) }
        guard line.last == UInt8(ascii: "\n") else {
            return unlink(savedVariables.string) == 0 ? "the variables of a command could not be saved" : nil
        }
        guard rename(savedVariables.string, variables.string) == 0 else { return nil }
        directory = String(decoding: line.dropLast(), as: UTF8.self)
        return nil
    }

    /// How to have the variables as they stand printed, each ended by a NUL byte, into the file returned.
    func launchListing() throws(RunnerError) -> (launch: ProcessLaunch, output: FilePath) {
        let output = root.appending("listing")
        try FileContent.write("set -a\n. \(ShellScript.quoted(variables.string))\nexec /usr/bin/env -0\n".utf8, to: script)
        let launch = ProcessLaunch(
            executable: shell, arguments: [shell, script.string], environment: passed, output: output.string)
        return (launch, output)
    }

    /// Removes the files of a build's state, wherever its runner was when it ended.
    static func remove(_ root: FilePath) {
        for name in ["variables", "variables.new", "directory.new", "script.sh", "listing"] {
            unlink(root.appending(name).string)
        }
        rmdir(root.string)
    }
}

import Glibc
import SystemPackage

/// What lives on from one command to the next: the directory and the exported variables, in files of their own.
///
/// The files hold secrets, so they are private, in memory where that can be had, and removed when the build ends. Every
/// file is written anew under a name not in use: a file system that protects a replaced file's content by writing it
/// out at once would cost more than the command.
final class ShellState {
    private let folder: FilePath
    private let survives: Bool
    private var generation = 0
    let shell: String
    /// Variables whose names no shell can hold; every command gets them as they are.
    let passed: [String]
    private(set) var directory: String

    /// - Parameter survives: whether commands see what earlier ones left, as from version 0.2 of the grammar on.
    init(
        _ folder: ShellStateFolder, shell: String, environment: [String: String], directory: String, survives: Bool
    ) throws(RunnerError) {
        self.folder = folder.path
        self.shell = shell
        self.directory = directory
        self.survives = survives
        passed = environment.filter { !ShellScript.isIdentifier($0.key) || $0.key == "CODEBUILD_BUILD_ID" }
            .map { "\($0.key)=\($0.value)" }.sorted()
        let exports = environment.filter { ShellScript.isIdentifier($0.key) }.sorted { $0.key < $1.key }
            .map { "export \($0.key)=\(ShellScript.quoted($0.value))\n" }.joined()
        try FileContent.write(exports.utf8, to: variables(generation))
    }

    private func variables(_ generation: Int) -> FilePath { folder.appending("variables.\(generation)") }
    private var savedDirectory: FilePath { folder.appending("directory") }
    private var script: FilePath { folder.appending("script.sh") }

    /// Writes the script of one command and says how to start it.
    func launch(_ command: String, fresh: [(name: String, value: String)]) throws(RunnerError) -> ProcessLaunch {
        let text = ShellScript(
            directory: directory, variables: variables(generation).string,
            savedVariables: survives ? variables(generation + 1).string : nil,
            savedDirectory: savedDirectory.string, fresh: fresh
        ).text(running: command)
        return try launch(script: text)
    }

    private func launch(script text: String, output: String? = nil) throws(RunnerError) -> ProcessLaunch {
        unlink(script.string)
        try FileContent.write(text.utf8, to: script)
        return ProcessLaunch(
            executable: shell, arguments: [shell, script.string], environment: passed, output: output)
    }

    /// Lets another user read what a command needs, and save what it leaves.
    func handOver(to user: OtherUser) {
        for file in [folder, script, variables(generation)] { user.own(file) }
    }

    /// Takes over what a command saved. One that left by `exit` saved nothing, and nothing of it is kept.
    ///
    /// - Returns: a problem, if the command tried to save and could not.
    func adopt() throws(RunnerError) -> String? {
        guard survives else { return nil }
        let saved = variables(generation + 1)
        let line = try FileContent.read(savedDirectory) ?? []
        if !line.isEmpty { unlink(savedDirectory.string) }
        guard line.last == UInt8(ascii: "\n") else {
            return unlink(saved.string) == 0 ? "the variables of a command could not be saved" : nil
        }
        unlink(variables(generation).string)
        generation += 1
        directory = String(decoding: line.dropLast(), as: UTF8.self)
        return nil
    }

    /// How to have the variables as they stand printed, each ended by a NUL byte, into `output`.
    func launchListing(into output: FilePath) throws(RunnerError) -> ProcessLaunch {
        let variables = ShellScript.quoted(variables(generation).string)
        return try launch(script: "set -a\n. \(variables)\nexec /usr/bin/env -0\n", output: output.string)
    }

    /// How to have a text of the buildspec that the shell evaluates printed into `output`.
    func launchEvaluation(of text: String, into output: FilePath) throws(RunnerError) -> ProcessLaunch {
        let variables = ShellScript.quoted(variables(generation).string)
        let directory = ShellScript.quoted(directory)
        return try launch(
            script: "cd \(directory)\nset -a\n. \(variables)\nprintf %s \"\(text)\"\n", output: output.string)
    }
}

import Buildspec
import SystemPackage

/// Checking `runtime-versions`: nothing is installed; what this machine has is compared with what the file asks for.
struct RuntimeVersions {
    let environment: [String: String]
    let supervisor: ProcessSupervisor
    let capture: FilePath

    /// The runtimes that CodeBuild's images know, and how each says its version.
    private static let programs: [(runtime: String, command: [String])] = [
        ("android", ["sdkmanager", "--version"]), ("dotnet", ["dotnet", "--version"]), ("golang", ["go", "version"]),
        ("java", ["java", "-version"]), ("nodejs", ["node", "--version"]), ("php", ["php", "--version"]),
        ("python", ["python3", "--version"]), ("ruby", ["ruby", "--version"]),
    ]

    func check(_ wanted: [Buildspec.Variable], _ record: BuildRecord) throws(PhaseFailure) {
        for runtime in wanted {
            let version = VariableExpansion.expand(runtime.value, environment)
            record.note("Selecting '\(runtime.name)' runtime version '\(version)' based on manual selections...")
            guard let command = Self.programs.first(where: { $0.runtime == runtime.name })?.command,
                let program = ExecutableSearch.find(command[0], in: environment),
                let found = foundVersion(program, command)
            else { throw unknown(runtime.name) }
            if !Self.matches(found, version) {
                record.warn("runtime-versions: \(runtime.name) \(version) is asked for, this machine has \(found)")
            }
        }
    }

    /// Whether `found` is the version asked for: exact, by prefix (`18`, `18.x`), or any (`latest`).
    static func matches(_ found: String, _ wanted: String) -> Bool {
        if wanted == "latest" { return true }
        // Java's are written `corretto17` or `openjdk8`; version 8 calls itself 1.8.
        var asked = wanted.drop { !$0.isNumber }.split(separator: ".").filter { $0 != "x" }
        if asked.first == "8", found.hasPrefix("1.8") { asked = ["1", "8"] }
        return found.split(whereSeparator: { ".-+_".contains($0) }).starts(with: asked)
    }

    /// The first thing in `text` that looks like a version.
    static func version(in text: String) -> String? {
        text.split { !($0.isNumber || $0 == "." || $0 == "_") }.map(String.init)
            .first { $0.contains(".") && $0.first?.isNumber == true }
    }

    private func foundVersion(_ program: String, _ command: [String]) -> String? {
        let launch = ProcessLaunch(
            executable: program, arguments: command, environment: environment.map { "\($0.key)=\($0.value)" },
            output: capture.string)
        guard case .exited(0)? = try? supervisor.run(launch), let output = try? FileContent.read(capture) else {
            return nil
        }
        return Self.version(in: String(decoding: output, as: UTF8.self))
    }

    private func unknown(_ name: String) -> PhaseFailure {
        let available = Self.programs.filter { ExecutableSearch.find($0.command[0], in: environment) != nil }
        return PhaseFailure(
            code: BuildspecError.code,
            message: "Unknown runtime named '\(name)'. This build image has the following runtimes: "
                + available.map(\.runtime).joined(separator: ", "))
    }
}

import Buildspec
import Foundation
import SystemPackage

/// A place of the build's own for what its commands install globally with npm, so that the machine is not changed.
struct ToolsFolder {
    let path: FilePath

    /// The environment with npm's prefix, where a command installs globally and nothing else manages prefixes.
    func environment(_ environment: [String: String], for buildspec: Buildspec) -> [String: String] {
        let commands = buildspec.phases.values.flatMap { $0.commands + $0.finally }
        // nvm refuses to work beside a prefix.
        guard commands.contains(where: Self.installsGlobally), !commands.contains(where: { $0.contains("nvm") }),
            environment["npm_config_prefix"] == nil
        else { return environment }
        var environment = environment
        environment["npm_config_prefix"] = path.string
        environment["PATH"] = "\(path.string)/bin:" + (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin")
        return environment
    }

    private static func installsGlobally(_ command: String) -> Bool {
        let words = command.split(whereSeparator: \.isWhitespace)
        return words.contains("npm") && (words.contains("-g") || words.contains("--global"))
    }

    func remove() { try? FileManager.default.removeItem(atPath: path.string) }
}

public import AWS
public import Foundation
import PipelineAPI

/// The programs that sluice provides to local builds in place of the CDK's own tools: `cdk`, `cdk-assets`, and `npm` and
/// `npx` as far as those two are concerned. What they do they say in the build's log.
public struct Toolchain: Sendable {
    public var environment: [String: String]
    public var directory: URL
    /// Writes a line to the log.
    public var say: @Sendable (String) -> Void
    private let keys: @Sendable ([String: String]) -> CredentialProvider

    /// - Parameter keys: finds sluice's own store of credentials by the variables of its folders.
    public init(
        environment: [String: String], directory: URL,
        keys: @escaping @Sendable ([String: String]) -> CredentialProvider, say: @escaping @Sendable (String) -> Void
    ) {
        self.environment = environment
        self.directory = directory
        self.keys = keys
        self.say = say
    }

    /// Whether a program of that name is one of ours, called by its link.
    public static func provides(_ program: String) -> Bool { BuildTools.programs.contains(program) }

    /// Runs a program to its end, and answers its exit code. The real `npm` or `npx` takes this process over.
    public func run(_ program: String, _ arguments: [String]) async -> Int32 {
        switch program {
        case "npm": return pass("npm", NodeTool.npm(arguments))
        case "npx":
            if case .runs(let program, let rest) = NodeTool.npx(arguments) { return await run(program, rest) }
            return pass("npx", NodeTool.npx(arguments))
        default: return await provided(program, arguments)
        }
    }

    /// What the build says of itself; `nil` outside of builds.
    private var tools: BuildTools? {
        environment[BuildTools.variable].flatMap { try? JSONDecoder().decode(BuildTools.self, from: Data($0.utf8)) }
    }

    private func pass(_ name: String, _ tool: NodeTool) -> Int32 {
        switch tool {
        case .provided(let packages):
            say("[sluice] \(packages.joined(separator: ", ")): provided by sluice, nothing is installed")
            return 0
        case .runs: return 0
        case .passed(let arguments, let without):
            if !without.isEmpty { say("[sluice] \(without.joined(separator: ", ")): provided by sluice") }
            guard let real = RealProgram(name, environment: environment, besides: tools?.folder) else {
                say("[sluice] \(name) is not installed on this machine")
                return 127
            }
            return real.become(name, arguments)
        }
    }

    private func provided(_ program: String, _ arguments: [String]) async -> Int32 {
        guard let tools else {
            say("[sluice] \(program) is provided inside of sluice's builds only")
            return 1
        }
        let words = ToolWords(arguments)
        do {
            if program == "cdk-assets" {
                let tool = AssetTool(
                    tools: tools, environment: environment, directory: directory, keys: keys, say: say)
                return try await tool.run(words)
            }
            let tool = CDKTool(tools: tools, environment: environment, directory: directory, say: say)
            if try await tool.run(words) { return 0 }
            guard let real = RealProgram("cdk", environment: environment, besides: tools.folder) else {
                say("[sluice] cdk \(words.words.first ?? ""): sluice provides synth, deploy, ls and --version")
                return 1
            }
            return real.become("cdk", arguments)
        } catch {
            say("[sluice] \(program): \(error)")
            return 1
        }
    }
}

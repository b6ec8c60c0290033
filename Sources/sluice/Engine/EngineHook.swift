import AWS
import ArgumentParser
import Foundation
import Git
import PipelineAPI
import Shell

/// `sluice engine hook …`: lets a repository on this machine tell the engine what is pushed to it.
struct EngineHook: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hook", abstract: "Let pushes to a repository start the pipelines whose source means it.",
        discussion: "Example: sluice engine hook install /srv/git/shop.git",
        subcommands: [Install.self, Remove.self, EngineHookReport.self])

    struct Install: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "install",
            abstract: "Put a post-receive hook into a repository.",
            discussion: "A hook that is there goes on running, before it. The engine is the one of this user.")

        @Argument(help: "The repository, bare or not.", completion: .directory)
        var path: String

        @Option(
            help: ArgumentHelp(
                "An address under which pipelines name the repository, if not by its path.", valueName: "url"))
        var remote: [String] = []

        func run() async throws {
            let environment = ProcessInfo.processInfo.environment
            let console = Console.standard(environment: environment)
            try await reportingGitErrors(console) {
                for url in remote { _ = try RemoteURL(url) }
                let hook = try await PostReceiveHook.find(in: directory(path), command: git(environment))
                let aliases = remote.flatMap { ["--remote", $0] }
                try hook.install(
                    [EngineLauncher.executable.path, "engine", "hook", "report"] + aliases,
                    variables: Folders.variables(in: environment))
                let other = hook.keepsAnother ? " (after the hook that was there)" : ""
                console.show("pushes to \(hook.gitDirectory.path) tell the engine\(other)")
            }
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove",
            abstract: "Take the hook out of a repository again.")

        @Argument(help: "The repository, bare or not.", completion: .directory)
        var path: String

        func run() async throws {
            let environment = ProcessInfo.processInfo.environment
            let console = Console.standard(environment: environment)
            try await reportingGitErrors(console) {
                let hook = try await PostReceiveHook.find(in: directory(path), command: git(environment))
                let answer = try hook.remove() ? "removed the hook from" : "there is no hook of sluice in"
                console.show("\(answer) \(hook.gitDirectory.path)")
            }
        }
    }
}

private func directory(_ path: String) -> URL {
    URL(filePath: path, directoryHint: .isDirectory).standardizedFileURL
}

private func git(_ environment: [String: String]) -> GitCommand {
    GitCommand(environment: environment, caller: .script)
}

/// What is wrong with a repository is told in a sentence.
private func reportingGitErrors(_ console: Console, _ body: () async throws -> Void) async throws {
    do {
        try await body()
    } catch let error as GitError {
        console.writeError("\(error)\n")
        throw ExitCode(1)
    } catch let refusal as RemoteURL.Refusal {
        console.writeError("\(refusal)\n")
        throw ExitCode(2)
    } catch let error as CocoaError {
        console.writeError("The hook can't be written: \(error.localizedDescription)\n")
        throw ExitCode(1)
    }
}

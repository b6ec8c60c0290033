import AWS
import ArgumentParser
import Foundation
import PipelineAPI
import Shell

/// `sluice engine hook report`: what the hook runs, with git's lines on standard input (githooks(5), post-receive).
///
/// It always ends well and soon: the push has been done, and whoever pushes waits for it.
struct EngineHookReport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Tell the engine of a push: what the hook runs.")

    @Option(help: ArgumentHelp("Another address of the repository.", valueName: "url"))
    var remote: [String] = []

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let console = Console.standard(environment: environment)
        do {
            let repository = URL(filePath: environment["GIT_DIR"] ?? ".", directoryHint: .isDirectory)
            let updates = PushedLines.updates(in: FileHandle.standardInput.readDataToEndOfFile())
            if updates.isEmpty { return }
            let folders = Folders(environment: environment)
            guard var client = try await EngineLauncher(folders: folders).client(start: true) else { return }
            client.timeout = Self.patience
            let answer = try await client(
                ReportPush.self,
                .init(
                    remotes: [repository.standardizedFileURL.resolvingSymlinksInPath().path] + remote,
                    updates: updates, origin: .hook))
            for started in answer.executions {
                console.writeError(
                    "sluice: \(started.revisionId.prefix(7)) starts \(started.pipelineName): execution "
                        + "\(started.pipelineExecutionId)\n")
            }
            for problem in answer.problems { console.writeError("sluice: \(problem)\n") }
        } catch let failure as CommandFailure {
            console.writeError(
                "sluice: the engine was not told of this push: \(failure.lines.joined(separator: " "))\n")
        } catch {
            console.writeError("sluice: the engine was not told of this push: \(error)\n")
        }
    }

    private static let patience = Duration.seconds(20)
}

/// The lines that git gives a post-receive hook: old value, new value, name.
enum PushedLines {
    static func updates(in data: Data) -> [ReportPush.Update] {
        data.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 2).map {
                String(decoding: $0, as: UTF8.self)
            }
            guard fields.count == 3 else { return nil }
            return ReportPush.Update(reference: fields[2], oldRevision: fields[0], newRevision: fields[1])
        }
    }
}

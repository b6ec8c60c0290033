import AWS
import ArgumentParser
import Foundation
import Git
import LineEditor
import PipelineAPI

/// Completes what is typed at the prompt: commands, options, and the names of what is there.
///
/// Commands and options come from the parser's own description of itself. Live names are asked of an engine that runs;
/// none is started for them.
struct Completer: Sendable {
    let context: CommandContext

    func complete(_ text: String) async -> Completions {
        let command = text.split(separator: ";", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        let words = command.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
        let isNewWord = command.isEmpty || command.last == " "
        let word = isNewWord ? "" : words.last ?? ""
        let before = isNewWord ? words : Array(words.dropLast())
        let candidates = await candidates(before: before, word: word)
        return Completions(word: word, candidates: candidates.filter { $0.text.hasPrefix(word) })
    }

    private func candidates(before: [String], word: String) async -> [Candidate] {
        guard let name = before.first else {
            return CommandCatalog.commands.map { Candidate($0.name, description: $0.configuration.abstract) }
        }
        guard let type = CommandCatalog.find(name), let description = CommandDescription(type) else { return [] }
        if word.hasPrefix("-") { return description.options(besides: before) }
        return await values(of: description.valueName(after: before), word: word)
    }

    private func values(of name: String?, word: String) async -> [Candidate] {
        switch name {
        case "stage": await stages().map { Candidate($0.stageName?.rawValue ?? "", description: $0.words) }
        case "action":
            await stages().flatMap { stage in
                (stage.actionStates ?? []).map {
                    Candidate(
                        "\(stage.stageName ?? "")/\($0.actionName ?? "")",
                        description: $0.latestExecution?.status?.rawValue)
                }
            }
        case "execution": await executions()
        case "command": CommandCatalog.commands.map { Candidate($0.name, description: $0.configuration.abstract) }
        case "branch": await branches()
        case "project", "paths": FileNames.candidates(word, in: context.workspace.directory)
        default: []
        }
    }

    private func branches() async -> [Candidate] {
        guard let branches = try? await context.repository().branches() else { return [] }
        return branches.map { Candidate($0.name, description: $0.isCurrent ? "the current branch" : $0.upstream) }
    }

    private func stages() async -> [StageState] {
        guard let (client, name) = await endpoint() else { return [] }
        return (try? await client.stages(of: name))?.stageStates ?? []
    }

    private func executions() async -> [Candidate] {
        guard let (client, name) = await endpoint() else { return [] }
        let list = try? await client(ListPipelineExecutions.self, .init(pipelineName: name, maxResults: 20))
        return (list?.pipelineExecutionSummaries ?? []).map { execution in
            let message = Untrusted.line(execution.sourceRevisions?.first?.revisionSummary ?? "")
            return Candidate(
                execution.pipelineExecutionId?.short ?? "",
                description: "\(execution.status?.rawValue ?? "") \(message)")
        }
    }

    /// A key press waits for no slow endpoint.
    private func endpoint() async -> (ServiceClient, PipelineName)? {
        guard let name = try? context.pipelineName(), var client = try? await context.connect(false) else { return nil }
        client.timeout = .seconds(1)
        return (client, name)
    }
}

extension StageState {
    fileprivate var words: String? { latestExecution?.status.rawValue }
}

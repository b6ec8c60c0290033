import AWS
import ArgumentParser
import CloudFormation
import Credentials
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
        guard let typed = LineParser.unfinished(text) else { return Completions(word: "", candidates: []) }
        let candidates = await candidates(before: typed.words, word: typed.word)
            .filter { $0.text.hasPrefix(typed.word) }
        return Completions(word: typed.written, candidates: candidates.map { $0.quoted(in: typed.quote) })
    }

    private func candidates(before: [String], word: String) async -> [Candidate] {
        guard let name = before.first else {
            return CommandCatalog.commands.map { Candidate($0.name, description: $0.configuration.abstract) }
        }
        guard let command = CommandCatalog.find(name) else { return [] }
        let (type, words) = command.innermost(before)
        if words.count == 1, !word.hasPrefix("-"), !type.configuration.subcommands.isEmpty {
            return type.configuration.subcommands.map { Candidate($0.name, description: $0.configuration.abstract) }
        }
        guard let description = CommandDescription(type) else { return [] }
        if word.hasPrefix("-") { return description.options(besides: words) }
        return await values(of: description.valueName(after: words), word: word)
    }

    private func values(of name: String?, word: String) async -> [Candidate] {
        switch name {
        case "stage": await stages { _ in true }
        case "failed-stage": await stages(\.canBeRetried)
        case "action": await actions { _ in true }
        case "approval": await actions { $0.latestExecution?.token != nil }
        case "execution": await executions { _ in true }
        case "running-execution": await executions { !($0.status?.hasEnded ?? false) }
        case "command": CommandCatalog.commands.map { Candidate($0.name, description: $0.configuration.abstract) }
        case "branch": await branches()
        case "stack": stacks()
        case "credential": credentials()
        case "project": FileNames.projects(word, context)
        case "paths", "file": FileNames.candidates(word, context)
        default: []
        }
    }

    /// Of a store that is unlocked; a key press asks for no passphrase.
    private func credentials() -> [Candidate] {
        let all = (try? context.credentials?.store.agent.list()) ?? []
        return all.map {
            Candidate(Untrusted.line($0.pattern), description: Untrusted.line($0.username ?? $0.kind.word))
        }
    }

    /// As the app was synthesised last; a key press runs no app.
    private func stacks() -> [Candidate] {
        // A name that would change the terminal is not offered.
        context.rememberedStacks().filter { $0.displayName == Untrusted.line($0.displayName) }.map {
            Candidate($0.displayName, description: $0.stackName == $0.displayName ? nil : Untrusted.line($0.stackName))
        }
    }

    private func branches() async -> [Candidate] {
        guard let branches = try? await context.repository().branches() else { return [] }
        // A name that would change the terminal is not offered.
        return branches.filter { $0.name == Untrusted.line($0.name) }.map {
            Candidate($0.name, description: $0.isCurrent ? "the current branch" : $0.upstream)
        }
    }

    private func stages(_ isWanted: (StageState) -> Bool) async -> [Candidate] {
        await stageStates().filter(isWanted).map {
            Candidate($0.stageName?.rawValue ?? "", description: $0.latestExecution?.status.rawValue)
        }
    }

    private func stageStates() async -> [StageState] {
        guard let (client, name) = await endpoint() else { return [] }
        return (try? await client.stages(of: name))?.stageStates ?? []
    }

    private func actions(_ isWanted: (ActionState) -> Bool) async -> [Candidate] {
        await stageStates().flatMap { stage in
            (stage.actionStates ?? []).filter(isWanted).map {
                Candidate(
                    "\(stage.stageName ?? "")/\($0.actionName ?? "")",
                    description: $0.latestExecution?.token == nil
                        ? $0.latestExecution?.status?.rawValue : "waits for approval")
            }
        }
    }

    private func executions(_ isWanted: (PipelineExecutionSummary) -> Bool) async -> [Candidate] {
        guard let (client, name) = await endpoint() else { return [] }
        let list = try? await client(ListPipelineExecutions.self, .init(pipelineName: name, maxResults: 20))
        return (list?.pipelineExecutionSummaries ?? []).filter(isWanted).map { execution in
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

extension Candidate {
    /// The candidate as it is to be typed; the table shows it as it is.
    fileprivate func quoted(in quote: Character?) -> Candidate {
        var typed = self
        typed.text = LineParser.quoted(text, in: quote, isWhole: isFinal)
        if typed.text != text { typed.display = display ?? text }
        return typed
    }
}

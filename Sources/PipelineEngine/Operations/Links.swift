import Foundation
import PipelineAPI

extension Engine {
    /// The states with the links that only the engine knows: to what each action works on, and to a run in the hands of a
    /// job worker.
    func linking(_ states: [StageState], of declaration: PipelineDeclaration) -> [StageState] {
        zip(states, declaration.stages).map { state, stage in
            var state = state
            state.actionStates = zip(state.actionStates ?? [], stage.actions).map { shown, action in
                var shown = shown
                shown.entityUrl = entityURL(of: action, in: declaration.name)
                if let run = shown.latestExecution, run.externalExecutionUrl == nil {
                    shown.latestExecution?.externalExecutionUrl = executionURL(
                        action.actionTypeId, action.configuration, run.externalExecutionId)
                }
                return shown
            }
            return state
        }
    }

    /// The run with the link that the custom type of its action makes for it.
    func linking(_ run: ActionExecutionDetail) -> ActionExecutionDetail {
        guard let type = run.input?.actionTypeId, let result = run.output?.executionResult,
            result.externalExecutionUrl == nil
        else { return run }
        var run = run
        run.output?.executionResult?.externalExecutionUrl = executionURL(
            type, run.input?.resolvedConfiguration, result.externalExecutionId)
        return run
    }

    private func entityURL(of action: ActionDeclaration, in pipeline: PipelineName) -> String? {
        if action.actionTypeId.owner == .custom {
            return customURL(\.entityUrlTemplate, action.actionTypeId, action.configuration)
        }
        let surroundings = ActionSurroundings(settings: settings) { self.remote(of: $0, in: pipeline) }
        let link = provider(of: action.actionTypeId)?.entityURL(of: action, in: surroundings)
        // What variables stand for is known only when the action runs.
        return link.flatMap { $0.contains("#{") ? nil : $0 }
    }

    private func executionURL(_ type: ActionTypeID, _ configuration: [String: String]?, _ id: String?) -> String? {
        guard type.owner == .custom, let id else { return nil }
        return customURL(\.executionUrlTemplate, type, configuration, id)
    }

    private func customURL(
        _ template: KeyPath<ActionTypeSettings, String?>, _ type: ActionTypeID, _ configuration: [String: String]?,
        _ id: String? = nil
    ) -> String? {
        guard let template = (try? store.actionType(type))?.listing.settings?[keyPath: template] else { return nil }
        return LinkTemplate(text: template).link(
            configuration: (configuration ?? [:]).hiding(secrets(of: type)), externalExecutionID: id)
    }
}

/// An address in which `{Config:name}` stands for a value of an action's configuration, and `{ExternalExecutionId}` for
/// the run's id at its provider (`ActionTypeSettings`).
struct LinkTemplate {
    let text: String

    /// `nil` where a value is missing, is a variable, or makes the link longer than the API has it.
    func link(configuration: [String: String], externalExecutionID: String?) -> String? {
        var isWhole = true
        let link = text.replacing(#/\{(?:Config:(?<key>[^{}]+)|ExternalExecutionId)\}/#) { match in
            let value = if let key = match.key { configuration[String(key)] } else { externalExecutionID }
            guard let value, !value.contains("#{") else {
                isWhole = false
                return ""
            }
            return value.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? ""
        }
        return isWhole && link.utf8.count <= Self.limit ? link : nil
    }

    /// In characters (`Url`).
    private static let limit = 2048
}

import Foundation
public import PipelineAPI
public import PipelineCore
public import PipelineEngine

/// Invoke/CodePipeline: starts another pipeline, and does not wait for it.
public struct InvokePipeline: ActionProvider {
    public init() {}

    public let actionTypes = [ActionTypeID(category: .invoke, owner: .aws, provider: "CodePipeline")]

    public func run(_ start: ActionStart, in context: ActionContext) async -> ActionOutcome? {
        let configuration = start.action.configuration ?? [:]
        guard let name = configuration["PipelineName"] else {
            return .misconfigured("Action '\(start.action.name)' names no pipeline to start")
        }
        do {
            let input = StartPipelineExecution.Input(
                name: PipelineName(name), variables: try Self.list(configuration["Variables"], "Variables"),
                sourceRevisions: try Self.list(configuration["SourceRevisions"], "SourceRevisions"))
            let id = try await context.startPipeline(input)
            return .succeeded(
                ActionResult(externalExecutionID: id.rawValue, summary: "Started execution \(id) of \(name)"))
        } catch let error as APIError {
            return .failed(ErrorDetails(code: "JobFailed", message: "\(error.code): \(error.message)"), ActionResult())
        } catch {
            return .misconfigured("Action '\(start.action.name)': \(error)")
        }
    }

    /// A configuration value that is a JSON array as text.
    private static func list<Element: Decodable>(_ text: String?, _ key: String) throws -> [Element]? {
        guard let text else { return nil }
        do {
            return try JSONDecoder().decode([Element].self, from: Data(text.utf8))
        } catch {
            throw NotAList(key: key)
        }
    }

    private struct NotAList: Error, CustomStringConvertible {
        let key: String
        var description: String { "\(key) is not a JSON array of its entries" }
    }
}

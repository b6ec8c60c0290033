import Foundation
import PipelineAPI
import TestSupport

/// A pipeline in which one stage has run, as one execution.
struct ScriptedPipeline: Sendable {
    var stage: StageName
    /// Oldest first.
    var runs: [ActionExecutionDetail]
    var status = PipelineExecutionStatus.failed
    /// What retries come to, one after another; without any the stage stays as it is.
    var retries: [ActionExecutionDetail] = []
    /// What operations are refused with, by their names.
    var refusals: [String: APIError] = [:]
    /// What a new execution comes to, whose id is `e2`; the stages hold it from then on.
    var next: ActionExecutionDetail?
    var isNext = false
}

extension ScriptedAWS.State {
    /// `nil` where another service is asked, or there is no pipeline.
    mutating func pipelineAnswer(_ operation: String, _ body: String) -> RecordingServer.Answer? {
        guard let pipeline else { return nil }
        if let refusal = pipeline.refusals[operation] {
            return .init(status: 400, body: #"{"__type": "\#(refusal.code)", "message": "\#(refusal.message)"}"#)
        }
        switch operation {
        case "GetPipelineState": return Self.answer(pipeline.state)
        case "GetPipelineExecution":
            return Self.answer(GetPipelineExecution.Output(pipelineExecution: pipeline.execution))
        case "ListPipelineExecutions":
            let summary = PipelineExecutionSummary(pipelineExecutionId: pipeline.id, status: pipeline.status)
            return Self.answer(ListPipelineExecutions.Output(pipelineExecutionSummaries: [summary]))
        case "ListActionExecutions":
            return Self.answer(ListActionExecutions.Output(actionExecutionDetails: pipeline.runs.reversed()))
        case "RetryStageExecution":
            let input = try? WireFormat.decoder().decode(RetryStageExecution.Input.self, from: Data(body.utf8))
            calls.append("retry \(input?.stageName ?? "") \(input?.retryMode.rawValue ?? "")")
            self.pipeline?.retry()
            return Self.answer(RetryStageExecution.Output(pipelineExecutionId: pipeline.id))
        case "GetPipeline":
            return Self.answer(
                GetPipeline.Output(pipeline: PipelineDeclaration(name: "shop-pipeline", stages: [], pipelineType: .v2)))
        case "StartPipelineExecution":
            calls.append("start")
            self.pipeline?.startNext()
            return Self.answer(StartPipelineExecution.Output(pipelineExecutionId: self.pipeline?.id))
        default: return nil
        }
    }

    private static func answer(_ output: some Encodable) -> RecordingServer.Answer {
        .init(body: (try? WireFormat.encoder().encode(output)).map { String(decoding: $0, as: UTF8.self) } ?? "{}")
    }
}

extension ScriptedPipeline {
    fileprivate mutating func retry() {
        guard !retries.isEmpty else { return }
        let run = retries.removeFirst()
        runs.append(run)
        status = run.status == .succeeded ? .succeeded : .failed
    }

    /// The older one can be retried no more.
    fileprivate mutating func startNext() {
        guard let next else { return }
        (runs, status, isNext) = ([next], next.status == .succeeded ? .succeeded : .failed, true)
        refusals = [:]
    }

    fileprivate var id: ExecutionID { executionID(isNext ? "e2" : "e1") }

    fileprivate var state: GetPipelineState.Output {
        let actions = runs.map { ActionState(actionName: $0.actionName, latestExecution: .init(status: $0.status)) }
        let stage = StageState(
            stageName: stage, actionStates: actions,
            latestExecution: StageExecution(pipelineExecutionId: id, status: .failed))
        return .init(pipelineVersion: 1, stageStates: [stage])
    }

    fileprivate var execution: PipelineExecution {
        PipelineExecution(
            pipelineName: "shop-pipeline", pipelineExecutionId: id, status: status,
            artifactRevisions: [
                ArtifactRevision(name: "Main", revisionId: commitID("aaaa111"), revisionSummary: "Free delivery")
            ])
    }
}

import Foundation
import PipelineAPI

@testable import Shell

/// The moment at which these tests look.
let noon = Date(timeIntervalSince1970: 1_769_860_800)

let colored = Style(hasColor: true, hasUnicode: true)

/// An execution id that is told apart by its first letters.
func executionID(_ beginning: String) -> ExecutionID {
    ExecutionID(beginning + String("aaaaaaaa-0000-4000-8000-000000000000".dropFirst(beginning.count)))
}

/// A commit id that is told apart by its first letters.
func commitID(_ beginning: String) -> String {
    beginning + String(repeating: "0", count: 40 - beginning.count)
}

/// One run of an action, started `ago` seconds before noon.
func shownRun(
    _ stage: StageName, _ action: ActionName, _ status: ActionExecutionStatus, attempt: Int = 1,
    type: ActionTypeID = .codeBuild, ago: Double = 60, took: Double = 12, result: ActionExecutionResult? = nil
) -> ActionExecutionDetail {
    ActionExecutionDetail(
        pipelineExecutionId: executionID("e1"), actionExecutionId: ActionExecutionID("\(stage)-\(action)-\(attempt)"),
        stageName: stage, actionName: action, startTime: noon.addingTimeInterval(-ago),
        lastUpdateTime: noon.addingTimeInterval(took - ago), status: status,
        input: ActionExecutionInput(actionTypeId: type), output: ActionExecutionOutput(executionResult: result))
}

extension ActionExecutionDetail {
    func with(_ change: (inout ActionExecutionOutput) -> Void) -> ActionExecutionDetail {
        var copy = self
        var output = copy.output ?? ActionExecutionOutput()
        change(&output)
        copy.output = output
        return copy
    }
}

extension ActionTypeID {
    static let codeCommit = ActionTypeID(category: .source, owner: .aws, provider: "CodeCommit")
    static let codeBuild = ActionTypeID(category: .build, owner: .aws, provider: "CodeBuild")
    static let manual = ActionTypeID(category: .approval, owner: .aws, provider: "Manual")
    static let source = ActionTypeID(category: .source, owner: .aws, provider: "CodeStarSourceConnection")
    static let commands = ActionTypeID(category: .compute, owner: .aws, provider: "Commands")
}

extension ExecutionSnapshot {
    static func sample(
        _ status: PipelineExecutionStatus = .inProgress, _ runs: [ActionExecutionDetail] = [],
        summary: String? = nil
    ) -> ExecutionSnapshot {
        ExecutionSnapshot(
            execution: PipelineExecution(
                pipelineName: "shop", pipelineExecutionId: executionID("e1"), status: status, statusSummary: summary,
                artifactRevisions: [
                    ArtifactRevision(
                        name: "Main", revisionId: commitID("abc1234"), revisionSummary: "Free delivery\n\nabove 50")
                ],
                trigger: ExecutionTrigger(triggerType: .startPipelineExecution)),
            runs: runs)
    }
}

extension PipelineExecutionSummary {
    static func sample(
        _ id: String, _ status: PipelineExecutionStatus, commit: String, message: String = "Free delivery",
        ago: Double = 120, summary: String? = nil
    ) -> PipelineExecutionSummary {
        PipelineExecutionSummary(
            pipelineExecutionId: executionID(id), status: status, statusSummary: summary,
            startTime: noon.addingTimeInterval(-ago),
            sourceRevisions: [
                SourceRevision(actionName: "Main", revisionId: commitID(commit), revisionSummary: message)
            ], trigger: ExecutionTrigger(triggerType: .startPipelineExecution))
    }
}

/// A failed command in CodeBuild's own words.
func commandFailure(_ command: String, status: Int = 1) -> ActionExecutionResult {
    ActionExecutionResult(
        externalExecutionId: "shop-unit:1",
        errorDetails: ErrorDetails(
            code: "JobFailed",
            message: "Build terminated with state: FAILED. Phase: BUILD, Code: COMMAND_EXECUTION_ERROR, Message: "
                + "Error while executing command: \(command). Reason: exit status \(status)"))
}

import PipelineAPI
import Testing

@testable import Shell

@Suite struct QueueLimitTests {
    @Test func theNumberOfBuildsIsReadFromTheErrorsOwnWords() {
        let message =
            "Error calling startBuild: Cannot have more than 3 builds in queue for the account (Service: AWSCodeBuild; "
            + "Status Code: 400; Error Code: AccountLimitExceededException; Request ID: 1; Proxy: null)"
        #expect(QueueLimit(message)?.builds == 3)
        #expect(QueueLimit("AccountLimitExceededException")?.builds == nil)
        #expect(QueueLimit("Build terminated with state: FAILED.") == nil)
    }

    private func execute(_ mode: String, _ message: String) -> ActionExecutionDetail {
        let type = ActionTypeID(category: .deploy, owner: .aws, provider: "CloudFormation", version: "1")
        var run = ActionExecutionDetail(status: .failed)
        run.input = ActionExecutionInput(actionTypeId: type, configuration: ["ActionMode": mode])
        run.output = ActionExecutionOutput(
            executionResult: ActionExecutionResult(errorDetails: ErrorDetails(message: message)))
        return run
    }

    @Test func aMissingChangeSetIsKnownOnlyWhereOneWasToBeExecuted() {
        let gone = "ChangeSet [PipelineChange] does not exist (Service: CloudFormation; Error Code: ChangeSetNotFound)"
        #expect(execute("CHANGE_SET_EXECUTE", gone).lacksItsChangeSet)
        #expect(!execute("CHANGE_SET_REPLACE", gone).lacksItsChangeSet)
        #expect(!execute("CHANGE_SET_EXECUTE", "Stack is in ROLLBACK_COMPLETE state").lacksItsChangeSet)
    }

    @Test func onlyAnOvertakenOrChangedPipelineIsStartedAnew() {
        func reason(_ code: String, _ message: String = "") -> String? {
            StageRetry.reasonToStartAnew(APIError(code: code, message: message))
        }
        #expect(reason("NotLatestPipelineExecutionException") == "A newer execution has entered the stage.")
        #expect(reason("StageNotRetryableException", "the pipeline's structure has changed") != nil)
        #expect(reason("StageNotRetryableException", "no action in it has failed") == nil)
        #expect(reason("AccessDeniedException") == nil)
    }
}

import Testing

@testable import Shell

/// The cause out of the service's long sentence.
@Suite struct FailureTests {
    @Test(arguments: [
        (
            "Build terminated with state: FAILED. Phase: BUILD, Code: COMMAND_EXECUTION_ERROR, Message: "
                + "Error while executing command: npm test. Reason: exit status 1",
            "COMMAND_EXECUTION_ERROR: npm test. Reason: exit status 1"
        ),
        (
            "Build terminated with state: FAILED. Phase: DOWNLOAD_SOURCE, Code: YAML_FILE_ERROR, Message: "
                + "YAML file does not exist", "YAML_FILE_ERROR: YAML file does not exist"
        ),
        ("Build terminated with state: TIMED_OUT.", "the build ended TIMED_OUT"),
        ("Build terminated with state: STOPPED", "Build terminated with state: STOPPED"),
        (
            "Error calling startBuild: Cannot have more than 1 builds in queue for the account "
                + "(Service: AWSCodeBuild; Status Code: 400; Error Code: AccountLimitExceededException; "
                + "Request ID: 1; Proxy: null)",
            "Error calling startBuild: Cannot have more than 1 builds in queue for the account"
        ),
        ("Rejected by Ada: not today", "Rejected by Ada: not today"),
        ("", ""),
    ])
    func aMessageIsShortenedToItsCause(message: String, cause: String) {
        expectSame(Failure.shortened(message), cause)
    }
}

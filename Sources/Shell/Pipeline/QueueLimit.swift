import PipelineAPI

/// The build queue was full: CodeBuild says so with an error that AWS does not retry.
struct QueueLimit: Equatable {
    /// How many builds may wait.
    var builds: Int?

    /// `nil` if a message says something else.
    init?(_ message: String) {
        guard message.contains("AccountLimitExceededException") else { return nil }
        builds = message.firstMatch(of: #/Cannot have more than (\d+) builds? in queue/#).flatMap { Int($0.1) }
    }

    /// What helps where waiting never does; the same quota rules how many builds run and how many wait.
    static let quota =
        "Raise the account's quota \"Concurrently running builds\" of AWS CodeBuild, for the environment that the "
        + "project uses (Service Quotas, AWS CodeBuild). New accounts begin with a very low one."
}

extension ActionExecutionDetail {
    /// Set if the action failed because there was no room for its build.
    var queueLimit: QueueLimit? {
        guard status == .failed, let message = output?.executionResult?.errorDetails?.message else { return nil }
        return QueueLimit(message)
    }
}

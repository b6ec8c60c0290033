import AWS
import Deployment

/// What is true after Ctrl-C or a failure to ask: CloudFormation goes on with what it has begun, and of the rest nothing is left.
extension StackRun {
    /// Where a change set could not be carried out, as far as one knows.
    func failure(_ error: any Error, leaving remains: StackOperation.Remains) -> any Error {
        if error is CancellationError { return interrupted(leaving: remains) }
        switch remains {
        case .nothing: return error
        case .goesOn: return ErrorReport.failure(for: error).adding(goesOn(nil))
        case .changeSet(let changeSet):
            return ErrorReport.failure(for: error).adding(
                "Its change set \(changeSet) could not be deleted and is left.")
        }
    }

    /// Where a change set was not carried out yet.
    private func interrupted(leaving remains: StackOperation.Remains) -> CommandFailure {
        switch remains {
        case .nothing(withStack: true):
            .interrupted(
                "Stopped before \(name) was created. Its change set, and the stack it was made in, are deleted again.")
        case .nothing(withStack: false):
            .interrupted("Stopped before \(name) was changed. Its change set is deleted again.")
        case .goesOn: .interrupted(goesOn(nil))
        case .changeSet(let changeSet):
            .interrupted(
                "Stopped before \(name) was changed. Its change set \(changeSet) could not be deleted and is left.")
        }
    }

    /// Where CloudFormation may work on the stack: it says itself whether it does.
    func interrupted(_ stackID: String) async -> CommandFailure {
        let look = Task { try await site.client.describeStack(stackID)?.stackStatus }
        switch await look.result {
        case .success(let status?) where status.isInProgress: return .interrupted(goesOn(status))
        case .success(let status?):
            return .interrupted("Stopped. CloudFormation does nothing with \(name) now: \(status).")
        case .success(nil): return .interrupted("Stopped. \(name) is not there.")
        case .failure:
            return .interrupted(
                "Stopped. What CloudFormation has begun with \(name) goes on; `events \(site.goal.name)` shows it.")
        }
    }

    func goesOn(_ status: StackStatus?) -> String {
        "Stopped following. What CloudFormation does with \(name) goes on\(status.map { " (\($0))" } ?? ""); "
            + "`events \(site.goal.name) -f` comes back to it."
    }
}

import AWS
import CloudFormation
import Deployment

/// What happens to a stack, resource by resource.
struct StackStepView {
    let style: Style
    let constructs: ConstructMetadata

    func lines(_ news: StackFollower.News) -> [String] {
        switch news {
        case .steps(let steps): steps.map(line)
        case .waiting([]): ["  still going on"]
        case .waiting(let names):
            ["  in progress: " + names.prefix(8).map { name($0) }.joined(separator: ", ")]
        }
    }

    /// Why it failed: the first failure of its own.
    func causes(_ progress: StackProgress) -> [String] {
        guard let cause = progress.cause else { return [] }
        return [
            "  \(Untrusted.line(cause.resourceType ?? ""))  \(fullName(cause)): \(Untrusted.shown(cause.resourceStatusReason ?? "no reason was given"))"
        ]
    }

    private func line(_ step: StackProgress.Step) -> String {
        let sign = step.isFailure ? Sign.failed : Sign.succeeded
        let status = step.event.resourceStatus?.rawValue ?? ""
        let count = step.total.map { "\(step.done)/\($0)" } ?? "\(step.done)"
        let time = step.duration.map { "  in \(Elapsed.text($0))" } ?? ""
        let reason = step.isFailure ? step.event.resourceStatusReason.map { "  \(Untrusted.line($0))" } ?? "" : ""
        return "  \(sign.painted(style)) \(count)  \(status)  \(resource(step.event))\(time)\(reason)"
    }

    /// The construct says more than the logical id, which is long enough by itself.
    private func resource(_ event: StackEvent) -> String {
        "\(Untrusted.line(event.resourceType ?? ""))  \(name(event.logicalResourceId ?? ""))"
    }

    private func name(_ logicalID: String) -> String {
        Untrusted.line(constructs.shownPath(of: logicalID) ?? logicalID)
    }

    /// Where something failed both count: one is in the code, the other in the template.
    private func fullName(_ event: StackEvent) -> String {
        let id = event.logicalResourceId ?? ""
        return constructs.shownPath(of: id) == nil ? name(id) : "\(name(id)) (\(Untrusted.line(id)))"
    }
}

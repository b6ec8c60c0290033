import AWS
import CloudFormation
import Deployment

/// What happens to a stack, resource by resource.
struct StackStepView {
    let style: Style
    /// Of the stack and those nested in it, for the paths of constructs.
    let templates: TemplateTree

    func lines(_ news: StackFollower.News) -> [String] {
        switch news {
        case .steps(let steps): steps.map(line)
        case .waiting([]): ["  still going on"]
        case .waiting(let names):
            ["  in progress: " + names.prefix(8).map(name).joined(separator: ", ")]
        }
    }

    /// Why it failed: the first failure of its own.
    func causes(_ progress: StackProgress) -> [String] {
        guard let cause = progress.cause else { return [] }
        return [
            "  \(Untrusted.line(cause.resourceType ?? ""))  \(fullName(progress.place(of: cause))): \(Untrusted.shown(cause.resourceStatusReason ?? "no reason was given"))"
        ]
    }

    private func line(_ step: StackProgress.Step) -> String {
        let sign = step.isFailure ? Sign.failed : step.isUndone ? Sign.undone : Sign.succeeded
        let status = step.event.resourceStatus?.rawValue ?? ""
        let count = step.total.map { "\(step.done)/\($0)" } ?? "\(step.done)"
        let time = step.duration.map { "  in \(Elapsed.text($0))" } ?? ""
        let reason = step.isFailure ? step.event.resourceStatusReason.map { "  \(Untrusted.line($0))" } ?? "" : ""
        return "  \(sign.painted(style)) \(count)  \(status)  \(resource(step))\(time)\(reason)"
    }

    /// The construct says more than the logical id, which is long enough by itself.
    private func resource(_ step: StackProgress.Step) -> String {
        "\(Untrusted.line(step.event.resourceType ?? ""))  \(name(step.place))"
    }

    private func name(_ place: ResourcePlace) -> String { Untrusted.line(constructPath(of: place) ?? place.path) }

    private func constructPath(of place: ResourcePlace) -> String? {
        templates.tree(at: place.nesting)?.constructs.shownPath(of: place.logicalID)
    }

    /// Where something failed both count: one is in the code, the other in the template.
    private func fullName(_ place: ResourcePlace) -> String {
        constructPath(of: place) == nil ? name(place) : "\(name(place)) (\(Untrusted.line(place.path)))"
    }
}

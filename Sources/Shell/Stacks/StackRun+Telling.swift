import AWS
import CloudFormation
import Deployment
import Foundation

/// What a person sees of it.
extension StackRun {
    func follow(_ follower: StackFollower, total: Int?) async throws -> StackProgress {
        let view = StackStepView(style: console.style, templates: site.goal.templates)
        do {
            return try await follower.follow(total: total) { news in
                for line in view.lines(news) { console.note(line) }
            }
        } catch let error where !(error is CancellationError || error is StackError) {
            throw ErrorReport.failure(for: error).adding(goesOn(nil))
        }
    }

    func failure(_ progress: StackProgress) -> CommandFailure {
        let view = StackStepView(style: console.style, templates: site.goal.templates)
        let hint =
            progress.end == .rollbackComplete
            ? "The next `deploy \(site.goal.name)` deletes what is left and creates it again." : nil
        return .failed(
            (["\(name) failed: \(progress.end?.rawValue ?? "")"] + view.causes(progress)).joined(separator: "\n"),
            hint: hint)
    }

    func tell(_ words: String) {
        console.note("\(Sign.succeeded.painted(console.style)) \(name)  \(words)")
    }

    func showResult(_ stack: Stack?, _ words: String) -> Stack? {
        tell(words)
        let outputs = (stack?.outputs ?? []).sorted { $0.outputKey < $1.outputKey }
        if !outputs.isEmpty {
            console.show(
                ["Outputs:"]
                    + outputs.map { Untrusted.line("\(site.goal.outputPrefix).\($0.outputKey) = \($0.outputValue)") })
        }
        if let arn = stack?.stackId { console.show(["Stack ARN:", Untrusted.line(arn)]) }
        return stack
    }
}

extension CommandContext {
    /// Works on one stack after the other; where one fails, those are named that were not begun.
    func forEachStack<Part>(
        in parts: [Part], _ site: (Part) -> (site: StackSite, plan: StackPlan), _ work: (Part) async throws -> Void
    ) async throws {
        for (index, part) in parts.enumerated() {
            do {
                try await work(part)
            } catch {
                let rest = parts[(index + 1)...].map(site).filter(\.plan.isNeeded).map { $0.site.goal.shownName }
                if !rest.isEmpty { console.note("Not begun: \(Untrusted.line(rest.joined(separator: ", ")))") }
                throw error
            }
        }
    }
}

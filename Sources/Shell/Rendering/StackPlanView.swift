import AWS
import CloudFormation
import Deployment

/// What deploying a stack would change.
struct StackPlanView {
    let style: Style
    /// Columns of the terminal; `nil` where there is none.
    let width: Int?

    init(on console: Console) { (style, width) = (console.style, console.columns()) }

    func lines(_ plan: StackPlan) -> [String] {
        let goal = plan.goal
        let head = "\(Untrusted.line(goal.shownName)): \(words(plan))"
        return [style.paint(head, .bold)] + changes(plan.difference)
            + lines(plan.settings) + missing(plan)
    }

    /// What changes beside the template.
    func lines(_ settings: [SettingChange]) -> [String] {
        settings.isEmpty ? [] : ["", "Settings"] + settings.map(line)
    }

    private func missing(_ plan: StackPlan) -> [String] {
        if plan.missingParameters.isEmpty { return [] }
        let names = Untrusted.line(plan.missingParameters.joined(separator: ", "))
        return ["", "Parameters without a value: \(names). `deploy` takes them: --parameters NAME=VALUE"]
    }

    /// Permissions first, then resources and the rest.
    func changes(_ difference: StackDifference) -> [String] {
        let text = difference.text(width: width)
        if text.isEmpty { return [] }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { paint(Untrusted.line(String($0))) }
    }

    /// What is published before.
    func lines(_ plan: PublishingPlan) -> [String] {
        let publications = plan.steps.filter { !$0.isPreparation }
        if publications.isEmpty { return [] }
        return [
            "", "Assets to publish: " + publications.map { Untrusted.line($0.displayName) }.joined(separator: ", "),
        ]
    }

    private func words(_ plan: StackPlan) -> String {
        let place = "\(plan.goal.environment.account)/\(plan.goal.environment.region)"
        let now = plan.deployed.situation.isInTheWay ? " (now \(plan.deployed.stack?.stackStatus.rawValue ?? ""))" : ""
        return switch plan.step {
        case .create: "creates it in \(place)"
        case .update where plan.isOpen: "nothing is seen to change; only CloudFormation knows\(now)"
        case .update: "updates it in \(place)\(now)"
        case .recreate: "deletes what a failed creation has left (\(remains(plan))) and creates it anew"
        case .rollBackAndUpdate:
            "rolls it back from \(plan.deployed.stack?.stackStatus.rawValue ?? "") first, then updates it (`--no-rollback` goes on)"
        case .delete where plan.deployed.situation == .failedCreation:
            "deletes what a failed creation has left (\(remains(plan)))"
        case .delete where plan.goal.isKept: "deletes it from \(place); it is no stack of an app here"
        case .delete where plan.goal.template.resources.isEmpty: "deletes it: the app leaves nothing in it"
        case .delete: "deletes it from \(place)"
        case .skip, .nothing: "nothing changes\(now)"
        }
    }

    private func remains(_ plan: StackPlan) -> String {
        let stack = plan.deployed.stack
        let protection = stack?.enableTerminationProtection == true ? ", termination protection goes off" : ""
        return (stack?.stackStatus.rawValue ?? "") + protection
    }

    private func line(_ setting: SettingChange) -> String {
        let sign = setting.old == nil ? "[+]" : setting.new == nil ? "[-]" : "[~]"
        let values = [setting.old, setting.new].compactMap(\.self).joined(separator: " → ")
        return paint(Untrusted.line("\(sign)  \(setting.name): \(values)"))
    }

    private func paint(_ line: String) -> String {
        let sign = line.drop { $0 == " " }.prefix(3)
        if sign == "[+]" { return style.paint(line, .green) }
        if sign == "[-]" { return style.paint(line, .red) }
        return line
    }
}

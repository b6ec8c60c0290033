import AWS
import CloudFormation

/// Something of a stack beside its template that a deployment changes.
public struct SettingChange: Sendable, Hashable {
    /// Such as `parameter Size` or `tag team`.
    public var name: String
    /// `nil` where there was none.
    public var old: String?
    public var new: String?

    /// Whether only CloudFormation knows if it changes: a value that nobody may see is given again.
    var isOpen: Bool { old == new }

    static func between(_ deployed: DeployedStack, _ goal: StackGoal) -> [SettingChange] {
        parameters(deployed, goal) + tags(deployed, goal) + others(deployed, goal)
    }

    private static func parameters(_ deployed: DeployedStack, _ goal: StackGoal) -> [SettingChange] {
        let had = deployed.hasValues ? deployed.stack?.parameters ?? [] : []
        let old = Dictionary(had.map { ($0.parameterKey, $0.parameterValue ?? "") }) { $1 }
        let hidden = Set(goal.template.declaredParameters.filter(\.isNoEcho).map(\.name))
        return goal.parameters.sorted { $0.key < $1.key }.filter { old[$0.key] != $0.value }.map { name, value in
            let cover = hidden.contains(name) ? "••••" : nil
            return SettingChange(name: "parameter \(name)", old: old[name].map { cover ?? $0 }, new: cover ?? value)
        }
    }

    private static func tags(_ deployed: DeployedStack, _ goal: StackGoal) -> [SettingChange] {
        guard let new = goal.tags else { return [] }
        let had = deployed.hasValues ? deployed.stack?.tags ?? [] : []
        let old = Dictionary(had.map { ($0.key, $0.value) }) { $1 }
        return Set(old.keys).union(new.keys).sorted().filter { old[$0] != new[$0] }.map {
            SettingChange(name: "tag \($0)", old: old[$0], new: new[$0])
        }
    }

    private static func others(_ deployed: DeployedStack, _ goal: StackGoal) -> [SettingChange] {
        let stack = deployed.hasValues ? deployed.stack : nil
        var changes: [SettingChange] = []
        let old = stack?.notificationARNs ?? []
        if let new = goal.notificationARNs, Set(new) != Set(old) {
            changes.append(
                SettingChange(
                    name: "notification ARNs", old: old.joined(separator: ", "), new: new.joined(separator: ", ")))
        }
        let isProtected = stack?.enableTerminationProtection ?? false
        if let new = goal.terminationProtection, new != isProtected {
            changes.append(
                SettingChange(
                    name: "termination protection", old: isProtected ? "on" : "off", new: new ? "on" : "off"))
        }
        return changes
    }
}

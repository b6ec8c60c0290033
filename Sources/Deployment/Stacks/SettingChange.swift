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
    public var isOpen: Bool { old == new }

    static func between(_ deployed: DeployedStack, _ goal: StackGoal) -> [SettingChange] {
        let stack = deployed.hasValues ? deployed.stack : nil
        let parameters = (stack?.parameters ?? []).map { ($0.parameterKey, $0.parameterValue ?? "") }
        let tags = (stack?.tags ?? []).map { ($0.key, $0.value) }
        return between(parameters: Dictionary(parameters) { $1 }, tags: Dictionary(tags) { $1 }, goal)
            + others(stack, goal)
    }

    /// What of the parameters and tags of a stack a deployment changes.
    public static func between(
        parameters: [String: String], tags: [String: String], _ goal: StackGoal
    ) -> [SettingChange] {
        let hidden = Set(goal.template.declaredParameters.filter(\.isNoEcho).map(\.name))
        let values = goal.parameters.sorted { $0.key < $1.key }.filter { parameters[$0.key] != $0.value }
        let wanted = goal.tags ?? tags
        let names = Set(tags.keys).union(wanted.keys).sorted().filter { tags[$0] != wanted[$0] }
        return values.map { name, value in
            let cover = hidden.contains(name) ? "••••" : nil
            return SettingChange(
                name: "parameter \(name)", old: parameters[name].map { cover ?? $0 }, new: cover ?? value)
        } + names.map { SettingChange(name: "tag \($0)", old: tags[$0], new: wanted[$0]) }
    }

    private static func others(_ stack: Stack?, _ goal: StackGoal) -> [SettingChange] {
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

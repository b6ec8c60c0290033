import AWS
import CloudFormation

/// What a change set does to a resource beyond what was shown.
public struct ChangeSetSurprise: Sendable, Hashable {
    /// As a person reads it.
    public var line: String
    /// Whether something that exists may be lost.
    public var isDestructive: Bool
    /// Whether somebody may do or reach something afterwards that was closed before; what, is not to be seen.
    public var mayBroaden: Bool
}

extension StackPlan {
    /// What a change set does beyond what was shown: CloudFormation also sees parameters' values, macros and rules of
    /// replacement that are not known here.
    public func surprises(in changeSet: ChangeSetTree) -> [ChangeSetSurprise] {
        surprises(in: changeSet, beyond: difference, at: [])
    }

    /// - Parameter nesting: the logical ids of the nested stacks that lead there.
    private func surprises(
        in changeSet: ChangeSetTree, beyond shown: StackDifference?, at nesting: [String]
    ) -> [ChangeSetSurprise] {
        let impacts = Dictionary((shown?.template.resources ?? []).map { ($0.logicalID, $0.impact) }) { first, _ in
            first
        }
        let changes = (changeSet.changeSet.changes ?? []).compactMap(\.resourceChange)
        let own = changes.compactMap { change -> ChangeSetSurprise? in
            let id = change.logicalResourceId ?? ""
            guard let effect = change.effect(beyond: impacts[id], nothingShown: isOpen) else { return nil }
            let path = shown?.constructs.shownPath(of: id)
            return change.surprise(effect, path: path, name: (nesting + [id]).joined(separator: "/"))
        }
        return own
            + changeSet.nested.sorted { $0.key < $1.key }.flatMap { id, inner in
                surprises(in: inner, beyond: shown?.nested[id], at: nesting + [id])
            }
    }
}

extension ChangeSetTree {
    /// Whether a resource is made anew in place of one that is there, in nested stacks too.
    public var replaces: Bool {
        (changeSet.changes ?? []).compactMap(\.resourceChange).contains {
            $0.replacement == "True" || $0.policyAction?.hasPrefix("ReplaceAnd") ?? false
        } || nested.values.contains(where: \.replaces)
    }
}

extension ResourceChange {
    fileprivate enum Effect: String {
        case add = "[+]"
        case remove = "[-]"
        case adopt = "[<-]"
        case replace = "replace"
        case mayReplace = "may be replaced"
        case modify = "[~]"
    }

    /// What was not to be expected; `nil` if all was.
    fileprivate func effect(beyond impact: ResourceDifference.Impact?, nothingShown: Bool) -> Effect? {
        if resourceType == "AWS::CDK::Metadata" { return nil }
        let isExpected = impact == .replace || impact == .mayReplace
        switch (action, replacement) {
        case ("Remove", _) where impact != .destroy && impact != .orphan: return .remove
        case ("Add", _) where impact != .create: return .add
        case ("Import", _): return .adopt
        case ("Modify", "True") where !isExpected: return .replace
        case ("Modify", "Conditional") where !isExpected && !isNestedStack,
            ("Dynamic", _) where !isExpected && !isNestedStack:
            return .mayReplace
        case ("Modify", _) where nothingShown && !isNestedStack: return .modify
        default: return nil
        }
    }

    fileprivate func surprise(_ effect: Effect, path: String?, name: String) -> ChangeSetSurprise {
        let isReplacement = effect == .replace || effect == .mayReplace
        let sign = isReplacement ? Effect.modify : effect
        let words =
            [sign.rawValue + " ", resourceType ?? "", path ?? "", name] + (isReplacement ? [" " + effect.rawValue] : [])
        return ChangeSetSurprise(
            line: words.filter { !$0.isEmpty }.joined(separator: " "),
            isDestructive: isReplacement || effect == .remove,
            mayBroaden: (effect == .add || effect == .modify) && SecurityDifference.concerns(resourceType ?? ""))
    }

    /// It is never replaced itself: what is in it stands in its own change set.
    private var isNestedStack: Bool { resourceType == TemplateTree.nestedStackType }
}

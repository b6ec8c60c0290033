import AWS
import CloudFormation

extension StackPlan {
    /// What a change set does beyond what was shown, a line each: CloudFormation also sees parameters' values, macros
    /// and rules of replacement that are not known here.
    public func surprises(in changeSet: ChangeSetTree) -> [String] {
        surprises(in: changeSet, beyond: difference, at: [])
    }

    /// - Parameter nesting: the logical ids of the nested stacks that lead there.
    private func surprises(
        in changeSet: ChangeSetTree, beyond shown: StackDifference?, at nesting: [String]
    ) -> [String] {
        let impacts = Dictionary((shown?.template.resources ?? []).map { ($0.logicalID, $0.impact) }) { first, _ in
            first
        }
        let changes = (changeSet.changeSet.changes ?? []).compactMap(\.resourceChange)
        let own = changes.compactMap { change -> String? in
            let id = change.logicalResourceId ?? ""
            guard let (sign, words) = change.surprise(beyond: impacts[id], nothingShown: isOpen) else { return nil }
            let path = shown?.constructs.shownPath(of: id)
            let name = (nesting + [id]).joined(separator: "/")
            return [sign + " ", change.resourceType ?? "", path ?? "", name, words].filter { !$0.isEmpty }
                .joined(separator: " ")
        }
        return own
            + changeSet.nested.sorted { $0.key < $1.key }.flatMap { id, inner in
                surprises(in: inner, beyond: shown?.nested[id], at: nesting + [id])
            }
    }
}

extension ResourceChange {
    /// The sign and the words for what was not to be expected; `nil` if it was.
    fileprivate func surprise(
        beyond impact: ResourceDifference.Impact?, nothingShown: Bool
    ) -> (sign: String, words: String)? {
        if resourceType == "AWS::CDK::Metadata" { return nil }
        let isExpected = impact == .replace || impact == .mayReplace
        switch (action, replacement) {
        case ("Remove", _) where impact != .destroy && impact != .orphan: return ("[-]", "")
        case ("Add", _) where impact != .create: return ("[+]", "")
        case ("Import", _): return ("[<-]", "")
        case ("Modify", "True") where !isExpected: return ("[~]", " replace")
        case ("Modify", "Conditional") where !isExpected && !isNestedStack,
            ("Dynamic", _) where !isExpected && !isNestedStack:
            return ("[~]", " may be replaced")
        case ("Modify", _) where nothingShown && !isNestedStack: return ("[~]", "")
        default: return nil
        }
    }

    /// It is never replaced itself: what is in it stands in its own change set.
    private var isNestedStack: Bool { resourceType == TemplateTree.nestedStackType }
}

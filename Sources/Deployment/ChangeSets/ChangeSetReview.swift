public import AWS
import CloudFormation

extension StackPlan {
    /// What a change set does beyond what was shown, a line each: CloudFormation also sees parameters' values, macros
    /// and rules of replacement that are not known here.
    public func surprises(in changeSet: ChangeSet) -> [String] {
        let shown = Dictionary(difference.resources.map { ($0.logicalID, $0) }) { first, _ in first }
        return (changeSet.changes ?? []).compactMap(\.resourceChange).compactMap { change in
            let id = change.logicalResourceId ?? ""
            guard change.resourceType != "AWS::CDK::Metadata" else { return nil }
            let impact = shown[id]?.impact
            let words = "\(change.resourceType ?? "") \(goal.constructs.shownPath(of: id) ?? "") \(id)"
            switch change.action {
            case "Remove" where impact != .destroy && impact != .orphan: return "[-]  \(words)"
            case "Add" where impact != .create: return "[+]  \(words)"
            case "Import": return "[<-]  \(words)"
            case "Modify" where change.replacement == "True" && impact != .replace && impact != .mayReplace:
                return "[~]  \(words)  replace"
            default: return nil
            }
        }
    }
}

import AWS
import CloudFormation

/// How many resources a change set touches, and how.
struct ChangeCounts {
    private let counts: [(count: Int, words: String)]

    init(_ difference: TemplateDifference) {
        let resources = difference.resources
        self.init(
            all: resources.count, added: resources.count { $0.impact == .create },
            replaced: resources.count { $0.impact == .replace },
            removed: resources.count { $0.impact == .destroy || $0.impact == .orphan })
    }

    init(_ changeSet: ChangeSet) {
        let changes = (changeSet.changes ?? []).compactMap(\.resourceChange)
        self.init(
            all: changes.count, added: changes.count { $0.action == "Add" || $0.action == "Import" },
            replaced: changes.count { $0.action == "Modify" && $0.replacement == "True" },
            removed: changes.count { $0.action == "Remove" })
    }

    private init(all: Int, added: Int, replaced: Int, removed: Int) {
        counts = [
            (added, "added"), (all - added - removed - replaced, "changed"), (replaced, "replaced"),
            (removed, "removed"),
        ]
    }

    var words: String {
        let words = counts.filter { $0.count > 0 }.map { "\($0.count) \($0.words)" }
        return words.isEmpty ? "no resource would change" : "resources " + words.joined(separator: ", ")
    }
}

import PipelineAPI
import Yams

/// An action as read, and the actions of its stage that it waits for.
struct OrderedAction {
    var declaration: ActionDeclaration
    var after: [String]?
    var node: Node
}

extension PipelineFile {
    /// The actions with run orders: as written, else one more than the highest of those they come after, else 1.
    func ordered(_ actions: [OrderedAction], in stage: String) -> [ActionDeclaration] {
        var orders: [String: Int] = [:]
        for action in actions where action.after == nil {
            orders[action.declaration.name.rawValue] = action.declaration.runOrder ?? 1
        }
        var waiting = actions.filter { $0.after != nil }
        refuseUnusable(waiting, among: actions, in: stage)
        // Each round settles at least one action, or what is left waits for itself.
        while let next = waiting.firstIndex(where: { ($0.after ?? []).allSatisfy { orders[$0] != nil } }) {
            let action = waiting.remove(at: next)
            let highest = (action.after ?? []).compactMap { orders[$0] }.max() ?? 0
            orders[action.declaration.name.rawValue] = highest + 1
        }
        let names = Set(actions.map(\.declaration.name.rawValue))
        if let stuck = waiting.first, waiting.allSatisfy({ names.isSuperset(of: $0.after ?? []) }) {
            report("the actions of stage '\(stage)' wait for each other", at: stuck.node["after"])
        }
        return actions.map { action in
            var declaration = action.declaration
            declaration.runOrder = orders[declaration.name.rawValue] ?? 1
            return declaration
        }
    }

    private func refuseUnusable(_ waiting: [OrderedAction], among actions: [OrderedAction], in stage: String) {
        let names = actions.map(\.declaration.name.rawValue)
        for action in waiting {
            for name in action.after ?? [] where !names.contains(name) {
                report(
                    "stage '\(stage)' has no action '\(name)' to come after", at: action.node["after"],
                    hint: Spelling.nearest(to: name, among: names).map { "did you mean '\($0)'?" })
            }
            if let order = action.node["runOrder"] {
                report("an action has 'after' or 'runOrder', not both", at: order)
            }
        }
    }
}

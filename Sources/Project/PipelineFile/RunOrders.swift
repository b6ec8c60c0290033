import PipelineAPI
import Yams

/// An action as read, and the actions of its stage that it waits for.
struct OrderedAction {
    var declaration: ActionDeclaration
    var after: [String]?
    var node: Node

    fileprivate var name: String { declaration.name.rawValue }

    /// What it provides to those that come after it.
    fileprivate var provided: [String] {
        (declaration.outputArtifacts ?? []).map(\.name.rawValue) + (declaration.namespace.map { [$0] } ?? [])
    }
}

extension PipelineFile {
    /// The actions with run orders: as written, else one more than the highest of those they come after, else 1.
    func ordered(_ actions: [OrderedAction], in stage: String, at path: DeclarationPath) -> [ActionDeclaration] {
        let order = path.member("actions").member("runOrder")
        let orders = reading(order, providing: Set(actions.flatMap(\.provided)), to: path) {
            runOrders(of: actions, in: stage)
        }
        return actions.map { action in
            var declaration = action.declaration
            declaration.runOrder = orders[action.name] ?? 1
            return declaration
        }
    }

    private func runOrders(of actions: [OrderedAction], in stage: String) -> [String: Int] {
        var orders: [String: Int] = [:]
        for action in actions where action.after == nil { orders[action.name] = action.declaration.runOrder ?? 1 }
        var waiting = actions.filter { $0.after != nil }
        for index in waiting.indices { refuseUnusable(&waiting[index], among: actions.map(\.name), in: stage) }
        while !waiting.isEmpty {
            guard let next = waiting.firstIndex(where: { ($0.after ?? []).allSatisfy { orders[$0] != nil } }) else {
                breakCircle(&waiting, settled: orders, in: stage)
                continue
            }
            let action = waiting.remove(at: next)
            let highest = (action.after ?? []).compactMap { orders[$0] }.max() ?? 0
            orders[action.name] = highest + 1
        }
        return orders
    }

    /// Leaves what can be waited for.
    private func refuseUnusable(_ action: inout OrderedAction, among names: [String], in stage: String) {
        let others = names.filter { $0 != action.name }
        for name in action.after ?? [] where !others.contains(name) {
            if name == action.name {
                report("action '\(name)' cannot come after itself", at: action.node["after"])
            } else {
                report(
                    "stage '\(stage)' has no action '\(name)' to come after", at: action.node["after"],
                    hint: Spelling.nearest(to: name, among: others).map { "did you mean '\($0)'?" })
            }
        }
        action.after?.removeAll { !others.contains($0) }
        if let order = action.node["runOrder"] { report("an action has 'after' or 'runOrder', not both", at: order) }
    }

    /// Where all that are left wait for one another: reports one circle, and lets its first action wait no more.
    private func breakCircle(_ waiting: inout [OrderedAction], settled: [String: Int], in stage: String) {
        var (way, next) = ([Int](), 0)
        while !way.contains(next) {
            way.append(next)
            let awaited = waiting[next].after?.first { settled[$0] == nil }
            next = waiting.firstIndex { $0.name == awaited } ?? next
        }
        let circle = way.drop { $0 != next }
        let first = circle.min() ?? next
        let names = (circle.drop { $0 != first } + circle.prefix { $0 != first } + [first]).map { waiting[$0].name }
        report(
            "actions of stage '\(stage)' wait for each other: \(names.joined(separator: " after "))",
            at: waiting[first].node["after"])
        waiting[first].after = []
    }
}

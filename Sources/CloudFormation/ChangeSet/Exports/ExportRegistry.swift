/// What the stacks of an account and region export, and who imports it.
public struct ExportRegistry: Sendable, Hashable {
    /// A value under a name, and the stack it comes from.
    public struct Export: Sendable, Hashable {
        public var value: String
        public var stack: String

        public init(value: String, stack: String) {
            self.value = value
            self.stack = stack
        }
    }

    /// By name.
    public private(set) var exports: [String: Export]
    /// The stacks that import an export, by its name.
    public private(set) var importers: [String: Set<String>]

    public init(exports: [String: Export] = [:], importers: [String: Set<String>] = [:]) {
        self.exports = exports
        self.importers = importers
    }

    /// The values by name, as templates are evaluated with.
    public var values: [String: String] { exports.mapValues(\.value) }

    /// What of a stack's outputs and imports cannot be. A value that is only assumed is not compared.
    public func problems(of outputs: [StackOutput], imports: [String], stack: String) -> [ChangeSetProblem] {
        var problems = imports.filter { exports[$0] == nil }.map(ChangeSetProblem.noSuchExport)
        for output in outputs {
            guard let name = output.exportName, let there = exports[name] else { continue }
            let others = users(of: name, but: stack)
            if there.stack != stack {
                problems.append(.exportedTwice(name: name, stack: there.stack))
            } else if there.value != output.value, output.assumptions.isEmpty, !others.isEmpty {
                problems.append(.importedExportChanges(name: name, stacks: others))
            }
        }
        let kept = Set(outputs.compactMap(\.exportName))
        return problems + problemsOfRemoving(exports.filter { $0.value.stack == stack && !kept.contains($0.key) })
    }

    /// What deleting a stack would break.
    public func problemsOfDeleting(stack: String) -> [ChangeSetProblem] {
        problemsOfRemoving(exports.filter { $0.value.stack == stack })
    }

    private func problemsOfRemoving(_ removed: [String: Export]) -> [ChangeSetProblem] {
        removed.sorted { $0.key < $1.key }.compactMap { name, export in
            let others = users(of: name, but: export.stack)
            return others.isEmpty ? nil : .exportInUse(name: name, stacks: others)
        }
    }

    private func users(of name: String, but stack: String) -> [String] {
        (importers[name] ?? []).subtracting([stack]).sorted()
    }

    /// Puts what a stack now exports and imports in the place of what it did before; nothing for one that is gone.
    public mutating func record(_ outputs: [StackOutput], imports: [String], of stack: String) {
        exports = exports.filter { $0.value.stack != stack }
        importers = importers.mapValues { $0.subtracting([stack]) }.filter { !$0.value.isEmpty }
        for output in outputs {
            if let name = output.exportName { exports[name] = Export(value: output.value, stack: stack) }
        }
        for name in imports { importers[name, default: []].insert(stack) }
    }
}

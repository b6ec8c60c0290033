import PipelineAPI

/// The parts of a declaration that have mistakes: what a service would say of them, and of what they may have been meant
/// to provide, may follow from a mistake that is reported already.
struct Unsettled {
    private struct Part {
        var path: DeclarationPath
        var names: Set<String>
        /// Where what it provides could be asked for.
        var scope: DeclarationPath
    }

    private var parts: [Part] = []

    mutating func add(_ path: DeclarationPath, providing names: Set<String>, to scope: DeclarationPath) {
        parts.append(Part(path: path, names: names, scope: scope))
    }

    func explains(_ violation: Violation) -> Bool {
        parts.contains { part in
            guard let missing = violation.missing else { return part.path.leads(to: violation.path) }
            return part.scope.leads(to: violation.path) && part.names.contains(missing)
        }
    }
}

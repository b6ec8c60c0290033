/// The values that a buildspec hands to later actions (`env/exported-variables`).
struct ExportedVariables {
    var names: [String]
    /// Variables whose values came from a secret store: these can't be exported.
    var secretNames: Set<String>

    func values(from variables: [String: String], _ record: BuildRecord) -> [BuildResult.ExportedVariable] {
        names.compactMap { name in
            if secretNames.contains(name) || name.hasPrefix("AWS_") {
                record.warn("exported-variables: \(name) can't be exported")
                return nil
            }
            guard let value = variables[name] else {
                record.warn("exported-variables: \(name) was never set")
                return nil
            }
            let shown = record.masked(value)
            if shown != value { record.warn("exported-variables: \(name) has a secret in it, which is left out") }
            return BuildResult.ExportedVariable(name: name, value: shown)
        }
    }
}

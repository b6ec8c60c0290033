import Deployment

extension StackOptions {
    /// These options, with what the app's files say where the command line says nothing.
    func over(_ settings: AppSettings) -> StackOptions {
        var options = self
        options.outputsFile = outputsFile ?? settings.outputsFile
        options.rollback = rollback ?? settings.rollsBack
        if tags.isEmpty { options.tags = settings.tags.map { "\($0.key)=\($0.value)" }.sorted() }
        return options
    }
}

extension AppSettings {
    /// Says which settings have no effect.
    func noteUnheeded(at console: Console) {
        guard !unheeded.isEmpty else { return }
        console.note("warning: cdk.json says \(unheeded.joined(separator: ", ")), which sluice does not heed")
    }
}

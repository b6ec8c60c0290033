import Runner

/// Starts runners, from a fork server that is started for the first of them.
actor RunnerPool {
    private let launcher: RunnerLauncher
    private var server: ForkServer?

    init(launcher: RunnerLauncher) {
        self.launcher = launcher
    }

    /// Starts the build that is prepared in a directory. A server that is gone gives way to a new one.
    func start(_ directory: BuildDirectory, secrets: BuildSecrets) throws -> RunnerLink {
        if let link = try? server?.start(directory, secrets: secrets) { return link }
        let server = try launcher.forkServer()
        self.server = server
        return try server.start(directory, secrets: secrets)
    }
}

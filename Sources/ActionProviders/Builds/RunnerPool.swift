import Runner

/// Starts runners, from a fork server that is started for the first of them. One more than there are builds waits for the
/// next, so that no build waits for a fork.
actor RunnerPool {
    private let launcher: RunnerLauncher
    private var server: ForkServer?
    private var waiting: RunnerLink?

    init(launcher: RunnerLauncher) {
        self.launcher = launcher
    }

    /// Starts the build that is prepared in a directory. A server that is gone gives way to a new one.
    func start(_ directory: BuildDirectory, secrets: BuildSecrets) throws -> RunnerLink {
        defer { waiting = try? server?.runner() }
        if let runner = waiting, (try? runner.begin(directory, secrets: secrets)) != nil { return runner }
        if let runner = try? server?.start(directory, secrets: secrets) { return runner }
        let server = try launcher.forkServer()
        self.server = server
        return try server.start(directory, secrets: secrets)
    }
}

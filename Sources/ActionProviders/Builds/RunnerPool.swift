import Runner

/// Keeps a runner at the ready, so that a build need not wait for a process to start.
actor RunnerPool {
    private let launcher: RunnerLauncher
    private var standby: StandbyRunner?

    init(launcher: RunnerLauncher) {
        self.launcher = launcher
    }

    /// Starts the build that is prepared in a directory, and sees to the runner after it.
    ///
    /// A runner that has died while it waited gives way to a new one.
    func start(_ directory: BuildDirectory) throws {
        let ready = standby
        standby = nil
        if (try? ready?.assign(directory)) == nil { try launcher.start(directory) }
        standby = try? launcher.standby()
    }
}

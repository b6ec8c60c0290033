import Foundation

extension Workplace {
    /// Runs lines; they and all that they start see a disk of a few megabytes where the folders of builds are.
    func sluiceOnSmallDisk(_ lines: String) async throws -> Command {
        let builds = state.appending(path: "builds").path
        return try await sluice(
            lines, behind: "mkdir -p -m 700 '\(builds)' && mount -t tmpfs -o size=4m,mode=700 tmpfs '\(builds)'",
            environment)
    }

    /// Runs lines with `state` as state folder, which is mounted so that not even root may write to it.
    func sluiceReadOnly(_ state: URL, _ lines: String) async throws -> Command {
        var environment = environment
        environment["SLUICE_HOME"] = state.deletingLastPathComponent().path
        return try await sluice(
            lines, behind: "mount --bind '\(state.path)' '\(state.path)' && mount -o remount,bind,ro '\(state.path)'",
            environment)
    }

    /// Runs lines where mounts have been made that nobody else sees.
    private func sluice(
        _ lines: String, behind mounts: String, _ environment: [String: String]
    ) async throws -> Command {
        try await Command.run(
            URL(filePath: "/usr/bin/env"),
            ["unshare", "--mount", "sh", "-c", mounts + #" && exec "$0" -c "$1""#, Self.executable.path, lines],
            in: checkout, environment: environment)
    }
}

/// Whether this user may make mounts of their own.
let canMount: Bool = {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["unshare", "--mount", "sh", "-c", "mount -t tmpfs tmpfs /mnt"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
}()

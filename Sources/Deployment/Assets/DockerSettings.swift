import Foundation

/// The settings of docker while it signs in and pushes: the person's own but for their logins, in a folder for its owner alone
/// that goes afterwards. Docker writes a token that it is given into its settings.
struct DockerSettings {
    private let folder: URL

    /// What says where the credentials of registries are.
    private static let logins = ["auths", "credsStore", "credHelpers"]
    private static let file = "config.json"

    /// - Parameter environment: says where the person's settings are, by `DOCKER_CONFIG` or their home.
    init(besides environment: [String: String]) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "sluice-docker-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        guard let path = environment["DOCKER_CONFIG"] ?? environment["HOME"].map({ "\($0)/.docker" }) else { return }
        let own = URL(filePath: path, directoryHint: .isDirectory).standardizedFileURL
        // Contexts, builders and plugins stay what they are.
        for name in (try? FileManager.default.contentsOfDirectory(atPath: own.path)) ?? [] where name != Self.file {
            try FileManager.default.createSymbolicLink(
                at: folder.appending(path: name), withDestinationURL: own.appending(path: name))
        }
        guard let content = try? Data(contentsOf: own.appending(path: Self.file)),
            let settings = try? JSONSerialization.jsonObject(with: content) as? [String: Any]
        else { return }
        let kept = settings.filter { !Self.logins.contains($0.key) }
        try PrivateFile.write(
            JSONSerialization.data(withJSONObject: kept), to: folder.appending(path: Self.file))
    }

    /// Point docker at them, and podman at a file beside them.
    var variables: [String: String] {
        ["DOCKER_CONFIG": folder.path, "REGISTRY_AUTH_FILE": folder.appending(path: "auth.json").path]
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }
}

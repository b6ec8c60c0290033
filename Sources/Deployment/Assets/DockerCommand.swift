public import CloudFormation

/// The calls of `docker`, or a program like it, that make and publish an image. Arguments only: no shell reads them.
public enum DockerCommand {
    /// What a build has in its environment, so that equal sources make equal images.
    public static let environment = ["BUILDX_NO_DEFAULT_ATTESTATIONS": "1"]

    /// The tag of the image on this machine; what has it needs no build.
    public static func localTag(of asset: ImageAsset) -> String { "cdkasset-\(asset.id.lowercased())" }

    /// Builds the current folder.
    public static func build(_ build: ImageBuild, tag: String) -> [String] {
        ["build"] + pairs("--build-arg", build.arguments) + pairs("--build-context", build.contexts)
            + build.secrets.sorted { $0.key < $1.key }.flatMap { ["--secret", "id=\($0.key),\($0.value)"] }
            + option("--ssh", build.ssh) + ["--tag", tag] + option("--target", build.target)
            + option("--file", build.dockerFile) + option("--network", build.networkMode)
            + option("--platform", build.platform) + build.outputs.map { "--output=\($0)" }
            + build.cacheFrom.flatMap { ["--cache-from", $0.option] } + option("--cache-to", build.cacheTo?.option)
            + (build.isCacheDisabled ? ["--no-cache"] : []) + ["."]
    }

    /// Signs in at a registry; the password comes by standard input.
    public static func login(registry: String, user: String = "AWS") -> [String] {
        ["login", "--username", user, "--password-stdin", registry]
    }

    /// Gives a local image the name under which it is pushed.
    public static func tag(_ local: String, as remote: String) -> [String] { ["tag", local, remote] }

    public static func push(_ remote: String) -> [String] { ["push", remote] }

    private static func option(_ name: String, _ value: String?) -> [String] { value.map { [name, $0] } ?? [] }

    private static func pairs(_ name: String, _ values: [String: String]) -> [String] {
        values.sorted { $0.key < $1.key }.flatMap { [name, "\($0.key)=\($0.value)"] }
    }
}

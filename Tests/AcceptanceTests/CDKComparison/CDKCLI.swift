import Foundation

/// The CDK CLI: the program that `SLUICE_CDK_CLI` names, else the `cdk` of the PATH. Nothing is installed.
enum CDKCLI {
    static let program: URL? = {
        let variables = ProcessInfo.processInfo.environment
        let folders = (variables["PATH"] ?? "").split(separator: ":").map { URL(filePath: String($0)) }
        let named = variables["SLUICE_CDK_CLI"].map { URL(filePath: $0) }
        return ([named].compactMap(\.self) + folders.map { $0.appending(path: "cdk") }).first {
            FileManager.default.isExecutableFile(atPath: $0.path)
        }
    }()

    /// Words that keep it from asking anybody but the emulator, and from reading what the other one wrote.
    static let quiet = ["--app", "cdk.out", "--no-notices"]
    /// The same, running the app itself into a folder of its own.
    static let alone = ["--no-notices", "--output", "../theirs"]
    static let variables = [
        "CDK_DISABLE_CLI_TELEMETRY": "true", "CDK_DISABLE_VERSION_CHECK": "1", "CDK_HOME": ".cdk",
        "NODE_NO_WARNINGS": "1",
    ]
}

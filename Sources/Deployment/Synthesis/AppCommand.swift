import Foundation

/// The command line of an app, as the CDK CLI makes it.
enum AppCommand {
    /// A script for Node that cannot be executed gets its interpreter in front.
    static func line(_ app: String, in folder: URL) -> String {
        let program = app.split(separator: " ", maxSplits: 1).first.map(String.init) ?? app
        let file = URL(filePath: program, relativeTo: folder).absoluteURL.path
        let needsNode =
            program.hasSuffix(".js") && FileManager.default.fileExists(atPath: file)
            && !FileManager.default.isExecutableFile(atPath: file)
        return needsNode ? "node \(app)" : app
    }
}

import Foundation

extension CommandContext {
    /// The place that a person means by a path: `~` is their home, the rest starts where the shell stands.
    func location(_ path: String) -> URL {
        let isHome = path == "~" || path.hasPrefix("~/")
        let expanded = isHome ? environment["HOME"].map { $0 + path.dropFirst() } : nil
        return URL(filePath: expanded ?? path, relativeTo: workspace.directory).standardizedFileURL
    }
}

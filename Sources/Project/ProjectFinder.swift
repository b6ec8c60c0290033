public import Foundation

/// Finds the project file that a folder belongs to.
public enum ProjectFinder {
    /// The names of project files, the first found in a folder counts.
    static let names = ["pipeline.yml", "pipeline.yaml", "pipeline.json", "cdk.json"]

    /// The nearest project file in the folder or above it.
    ///
    /// - Parameter top: the last folder to look in, such as a git work tree's; the root of the volume if `nil`.
    public static func find(from folder: URL, top: URL? = nil) -> URL? {
        var folder = folder.standardizedFileURL
        while true {
            for name in names {
                let file = folder.appending(path: name)
                if FileManager.default.fileExists(atPath: file.path) { return file }
            }
            let parent = folder.deletingLastPathComponent().standardizedFileURL
            if folder.path == top?.standardizedFileURL.path || parent.path == folder.path { return nil }
            folder = parent
        }
    }
}

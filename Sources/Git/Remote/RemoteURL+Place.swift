import Foundation

extension RemoteURL {
    /// Whether both lead to one repository, as far as their texts and this machine's files tell.
    ///
    /// Paths are compared with their links resolved and as git completes them (`shop` finds `shop.git`); addresses of
    /// other machines by host and path, whoever signs in and over whatever protocol.
    public func leadsToSamePlace(as other: RemoteURL) -> Bool {
        place == other.place
    }

    private var place: String {
        guard let host else { return Self.localPlace(path) }
        let path = path.split(separator: "/").joined(separator: "/")
        return host.lowercased() + ":" + (path.hasSuffix(".git") ? String(path.dropLast(4)) : path)
    }

    /// git looks for `PATH.git` where there is no PATH, and for `.git` in a work tree.
    private static func localPlace(_ path: String) -> String {
        let candidates = ["\(path)/.git", path, "\(path).git"]
        let found = candidates.first { FileManager.default.fileExists(atPath: $0) } ?? path
        return URL(filePath: found).resolvingSymlinksInPath().standardizedFileURL.path
    }
}

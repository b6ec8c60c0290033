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

    /// Where a repository on this machine keeps what its branches and tags are at; empty for others, and where there is none.
    public var localReferences: [String] {
        guard host == nil else { return [] }
        // Links as they stand: they may lead elsewhere one day.
        let folder = Self.repository(path)
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: folder + "/refs", isDirectory: &isFolder)
        return isThere && isFolder.boolValue
            ? ["refs/heads", "refs/tags", "packed-refs", "reftable"].map { "\(folder)/\($0)" } : []
    }

    /// git looks for `PATH.git` where there is no PATH, and for `.git` in a work tree.
    private static func repository(_ path: String) -> String {
        ["\(path)/.git", path, "\(path).git"].first { FileManager.default.fileExists(atPath: $0) } ?? path
    }

    private static func localPlace(_ path: String) -> String {
        URL(filePath: repository(path)).resolvingSymlinksInPath().standardizedFileURL.path
    }
}

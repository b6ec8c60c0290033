import Crypto
import Foundation
import Glibc

/// The git work tree around an app, which it may read as well: code in `../service`, a settings file above.
///
/// Folders are told apart by what the file system says of the files in them, not by their content: what lies there may be a
/// hundred times the app.
struct Surroundings {
    /// By path, as seen from the app.
    private(set) var folders: [String: SourceTree.File] = [:]

    /// Beyond it nobody waits for a look, and the app is run each time.
    private static let limitInFiles = 100_000

    /// - Parameters:
    ///   - app: the folder that is looked at otherwise.
    ///   - excluded: paths that are left out.
    init(of app: String, besides excluded: Set<String>) {
        guard let top = Self.workTree(around: app) else { return }
        var (waiting, count) = ([top], 0)
        while let folder = waiting.popLast() {
            let seen = Listing(of: folder, besides: excluded.union([app]))
            count += seen.count
            guard count <= Self.limitInFiles else {
                folders["more than \(Self.limitInFiles) files around the app"] = .unlike
                return
            }
            folders[Self.path(of: folder, from: app)] = seen.summary
            waiting += seen.folders
        }
    }

    /// The nearest folder above that git works in; `nil` if the app's own is it, or there is none.
    private static func workTree(around app: String) -> String? {
        var folder = app
        while access("\(folder)/.git", F_OK) != 0 {
            guard folder != "/", !folder.isEmpty else { return nil }
            folder = URL(filePath: folder).deletingLastPathComponent().path
        }
        return folder == app ? nil : folder
    }

    /// `../service/`
    private static func path(of folder: String, from app: String) -> String {
        let (there, here) = (folder.split(separator: "/"), app.split(separator: "/"))
        let common = zip(there, here).prefix { $0 == $1 }.count
        let steps = here.dropFirst(common).map { _ in ".." } + there.dropFirst(common).map(String.init)
        return steps.map { $0 + "/" }.joined()
    }
}

/// What lies in one folder.
private struct Listing {
    var folders: [String] = []
    var count = 0
    var summary: SourceTree.File

    init(of folder: String, besides excluded: Set<String>) {
        var text = ""
        for name in SourceTree.names(in: folder) where !SourceTree.skipped.contains(name) {
            let path = "\(folder)/\(name)"
            var status = stat()
            guard !excluded.contains(path), lstat(path, &status) == 0 else { continue }
            count += 1
            if status.st_mode & S_IFMT != S_IFDIR {
                // Whatever changes a file changes this time; the other one can be set.
                text += "\(name) \(status.st_size) \(status.st_ctim.nanoseconds)\n"
            } else if SourceTree.isInstalled(path, name) {
                text += "\(name) \(SourceTree.installed(in: path).hash)\n"
            } else if !Self.isAssembly(path) {
                text += "\(name)/\n"
                folders.append(path)
            }
        }
        summary = SourceTree.File(
            size: -1, modifiedInNanoseconds: 0, hash: SourceTree.hash(of: Data(text.utf8)))
    }

    /// Other apps' output: each would be a reason for the other to run.
    private static func isAssembly(_ folder: String) -> Bool {
        access("\(folder)/cdk.out", F_OK) == 0 && access("\(folder)/manifest.json", F_OK) == 0
    }
}

import Buildspec
import Glibc
import SystemPackage
import Zip

/// The `cache` section of a build: paths of its source directory, kept from one build of a project to the next.
///
/// What lies outside of the source directory this machine keeps anyway: it is no fresh container. A cache that cannot be
/// read or written costs a warning, never the build.
struct BuildCache {
    private let definition: Buildspec.Cache
    private let folder: CacheFolder
    private let sourceDirectory: String
    private let record: BuildRecord
    private let key: String?
    private let fallbackKeys: [String]

    /// - Parameter variables: those that the first command sees; keys are made of them.
    init(
        _ definition: Buildspec.Cache, at place: BuildRequest.CachePlace, sourceDirectory: String,
        variables: [String: String], record: BuildRecord
    ) {
        self.definition = definition
        folder = CacheFolder(place)
        self.sourceDirectory = sourceDirectory
        self.record = record
        let keys = CacheKey(sourceDirectory: sourceDirectory, variables: variables)
        key = definition.key.map(keys.text)
        fallbackKeys = key == nil ? [] : definition.fallbackKeys.map(keys.text)
    }

    /// Puts what is kept into its places; it wins over files of the source with the same names.
    func restore() {
        guard definition.action != .save, let archive = folder.archive(key, fallbackKeys) else { return }
        do {
            try ZipArchive(archive).unpack(into: FilePath(sourceDirectory), replaces: true)
            folder.touch(archive)
            record.note("Restored the cache\(key.map { " for the key \($0)" } ?? "")")
        } catch {
            record.warn("cache: not restored: \(error)")
        }
    }

    /// Keeps the paths as they are now. What is kept under the same key already is left as it is.
    func save() {
        guard definition.action != .restore else { return }
        if let key, folder.archive(key, []) != nil { return }
        let patterns = patterns
        guard !patterns.isEmpty else { return }
        do {
            let items = try items(patterns)
            if items.isEmpty { return record.warn("cache: no file matches its paths") }
            let isKept = try folder.keep(key) { (writer: inout ZipWriter) throws(ZipError) in
                for item in items {
                    try writer.add(FilePath(item.source), as: item.destination, followsLink: false)
                }
            }
            if isKept {
                record.note("Saved \(items.count) file(s) in the cache")
            } else {
                record.warn("cache: \(items.count) file(s) are more than the cache may hold")
            }
        } catch {
            record.warn("cache: not saved: \(error)")
        }
    }

    private func items(_ patterns: [String]) throws -> [FileSelection.Item] {
        var artifacts = Buildspec.Artifacts()
        (artifacts.files, artifacts.keepsSymlinks) = (patterns, true)
        let selection = FileSelection(
            definition: artifacts, sourceDirectory: sourceDirectory, variables: [:], record: record)
        return (try? selection.items()) ?? []
    }

    /// Those of the paths that lie in the source directory; a directory means all that is in it.
    private var patterns: [String] {
        definition.paths.compactMap { path in
            let isOutside = path.hasPrefix("/") && !path.hasPrefix(sourceDirectory + "/") || path.hasPrefix("~")
            if isOutside {
                record.note("cache: \(path) is left where it is: this machine keeps it")
                return nil
            }
            let relative = path.hasPrefix("/") ? String(path.dropFirst(sourceDirectory.count + 1)) : path
            let stem = relative.hasSuffix("/") ? String(relative.dropLast()) : relative
            return FileTree.isDirectory("\(sourceDirectory)/\(stem)") ? stem + "/**/*" : relative
        }
    }
}

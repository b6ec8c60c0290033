import CloudFormation
import Foundation

/// The files of rehearsed stacks: one for each, below a folder for each account and region.
///
/// A preflight sees what the real pipelines rehearsed, and what it rehearses itself lies in a folder of its own.
struct StackShelf {
    let folder: URL
    /// Of a preflight; empty otherwise.
    let overlay: URL?

    init(folder: URL, preflight: String?) {
        self.folder = folder
        overlay = preflight.map { folder.appending(path: ".preflight/\($0)", directoryHint: .isDirectory) }
    }

    func stack(_ name: String, in place: AWSEnvironment) -> RehearsedStack? {
        for root in [overlay, folder].compactMap(\.self) {
            let file = Self.file(name, in: place, below: root)
            if FileManager.default.fileExists(atPath: file.path) { return RehearsedStack.load(from: file) }
        }
        return nil
    }

    /// Writes what a stack is now; one with nothing in it any more leaves an empty record in an overlay.
    func store(_ stack: RehearsedStack, _ name: String, in place: AWSEnvironment) throws {
        let file = Self.file(name, in: place, below: overlay ?? folder)
        let files = FileManager.default
        try files.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        try JSONEncoder().encode(stack).write(to: file, options: .atomic)
        try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    }

    /// What the stacks of an account and region export and import.
    ///
    /// - Parameters:
    ///   - others: what is known otherwise.
    ///   - counts: whether a stack takes the place of what is known otherwise.
    func exports(
        in place: AWSEnvironment, over others: ExportRegistry = ExportRegistry(),
        where counts: (RehearsedStack) -> Bool = { _ in true }
    ) -> ExportRegistry {
        var registry = others
        for name in names(in: place) {
            guard let stack = stack(name, in: place), counts(stack) else { continue }
            registry.record(stack.deployed?.stackOutputs ?? [], imports: stack.deployed?.imports ?? [], of: name)
        }
        return registry
    }

    /// Removes the overlays of preflights that ended before a time.
    func forgetPreflights(before time: Date) {
        let files = FileManager.default
        let all = try? files.contentsOfDirectory(
            at: folder.appending(path: ".preflight"), includingPropertiesForKeys: [.contentModificationDateKey])
        for place in all ?? [] {
            let changed = try? place.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate
            if let changed, changed < time { try? files.removeItem(at: place) }
        }
    }

    private func names(in place: AWSEnvironment) -> [String] {
        let folders = [folder, overlay].compactMap { $0.map { Self.folder(of: place, below: $0) } }
        let files = folders.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0.path)) ?? [] }
        return Set(files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }).sorted()
    }

    private static func folder(of place: AWSEnvironment, below root: URL) -> URL {
        root.appending(path: "\(place.account)-\(place.region)", directoryHint: .isDirectory)
    }

    private static func file(_ name: String, in place: AWSEnvironment, below root: URL) -> URL {
        folder(of: place, below: root).appending(path: "\(name).json")
    }
}

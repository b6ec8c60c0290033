import Foundation
import SystemPackage
import Zip

/// Looks for canaries in whatever sluice leaves or shows of itself.
struct CanarySearch {
    let canaries: [Canary]

    private func isHit(_ data: Data) -> Bool { canaries.contains { $0.isIn(data) } }

    /// The files below a folder that have one in them, packed or not; for a git repository, also its objects.
    func files(below folder: URL) throws -> [String] {
        let keys: Set<URLResourceKey> = [.isRegularFileKey]
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: Array(keys))
        return try (files?.compactMap { $0 as? URL } ?? []).flatMap { file -> [String] in
            guard (try? file.resourceValues(forKeys: keys).isRegularFile) ?? isThere(file) else { return [] }
            guard let content = try? Data(contentsOf: file, options: .alwaysMapped) else {
                // What others removed meanwhile holds nothing any more.
                guard isThere(file) else { return [] }
                throw CocoaError(.fileReadNoPermission)
            }
            let found = isHit(content) ? [file.path] : []
            return file.pathExtension == "zip" ? found + (try packed(file)) : found
        }
    }

    private func isThere(_ file: URL) -> Bool { FileManager.default.fileExists(atPath: file.path) }

    private func packed(_ archive: URL) throws -> [String] {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        // One that others have damaged, as tests do, is looked at byte by byte alone.
        guard let whole = try? ZipArchive(FilePath(archive.path)) else { return [] }
        try whole.unpack(into: FilePath(folder.path))
        return try files(below: folder).map { "\(archive.path): \($0)" }
    }

    /// Whether an object of a repository has one in it.
    func isInObjects(of repository: URL) throws -> Bool {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["git", "cat-file", "--batch-all-objects", "--batch"]
        process.currentDirectoryURL = repository
        process.standardOutput = output
        try process.run()
        let content = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return isHit(content)
    }

    /// The processes that have one among their arguments, or in their environment unless they are a build's commands.
    func processes() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }.compactMap { id in
            let words = FileManager.default.contents(atPath: "/proc/\(id)/cmdline") ?? Data()
            let environment = FileManager.default.contents(atPath: "/proc/\(id)/environ") ?? Data()
            let isCommand = environment.range(of: Data("CODEBUILD_BUILD_ID=".utf8)) != nil
            guard isHit(words) || (!isCommand && isHit(environment)) else { return nil }
            return "\(id) "
                + words.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
        }
    }

    /// Looks at all processes over and over while `body` runs; answers what it saw.
    func watchingProcesses(while body: () async throws -> Void) async throws -> Set<String> {
        let (looks, look) = AsyncStream.makeStream(of: [String].self, bufferingPolicy: .unbounded)
        let watch = Thread {
            while !Thread.current.isCancelled { look.yield(processes()) }
            look.finish()
        }
        watch.start()
        do {
            try await body()
            watch.cancel()
        } catch {
            watch.cancel()
            throw error
        }
        var seen: Set<String> = []
        for await found in looks { seen.formUnion(found) }
        return seen
    }
}

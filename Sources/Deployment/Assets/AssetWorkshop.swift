import CloudFormation
import Dispatch
import Foundation
import Glibc
import SystemPackage
import Zip

/// Makes what is published out of what an assembly holds, wherever it goes then.
struct AssetWorkshop: Sendable {
    let directory: AssemblyDirectory
    let program: AssetProgram

    /// 1980-01-01, the first time that a zip file can tell: the same files make the same archive.
    private static let zipTime: Int64 = 315_532_800

    /// Makes a zip file of a folder, unless it is there already.
    ///
    /// - Throws: `ZipError`, `StackError.assetFailed`, `AssemblyError`.
    func zip(_ folder: AssemblyPath, into archive: AssemblyPath) async throws {
        let file = try directory.url(of: archive)
        guard !FileManager.default.fileExists(atPath: file.path) else { return }
        let source = try FilePath(directory.url(of: folder).path)
        // Packing waits for the disk and for the processor: not on a thread that Swift's tasks share.
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try Self.pack(source, into: file) })
            }
        }
    }

    /// Complete, or not there at all.
    private static func pack(_ source: FilePath, into file: URL) throws {
        let place = file.deletingLastPathComponent()
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let draft = place.appending(path: ".\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: draft) }
        try ZipWriter.pack(source, into: FilePath(draft.path), modified: zipTime)
        guard rename(draft.path, file.path) == 0 else {
            throw StackError.assetFailed(source.string, reason: String(cString: strerror(errno)))
        }
    }

    /// What a command printed: the path of the file that it has made, or the tag of the image.
    ///
    /// - Throws: `AssetProgram.Failure`.
    func output(of command: [String], in place: AssemblyPath) async throws -> String {
        try await program.run(command, in: directory.url(of: place).path)
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The file that is published.
    ///
    /// - Parameter made: what the command printed, where one has made it.
    /// - Throws: `AssetProgram.Failure`, `AssemblyError`.
    func file(_ source: PublishingStep.Source, _ made: String?) throws -> URL {
        switch source {
        case .file(let path): return try directory.url(of: path)
        case .made(let place):
            guard let made, !made.isEmpty else { throw AssetProgram.Failure(reason: "its command printed no path") }
            let folder = URL(filePath: try directory.url(of: place).path, directoryHint: .isDirectory)
            return URL(filePath: made, relativeTo: folder).absoluteURL
        }
    }
}

public import Foundation

/// Runs `body` with an empty directory of its own, and removes it however the body ends.
///
/// The path has its symbolic links resolved, so it compares equal to what child processes print.
public func withScratchDirectory<Result>(
    _ body: (URL) async throws -> Result
) async throws -> Result {
    let directory = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        .appending(path: "sluice-test-\(UUID().uuidString.prefix(8))", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    return try await body(directory)
}

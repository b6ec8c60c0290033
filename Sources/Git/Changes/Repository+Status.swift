import Foundation

extension Repository {
    /// Branch, upstream and every changed path; renames are found in the index.
    public func status() async throws -> Status {
        let arguments = ["status", "--porcelain=v2", "--branch", "-z", "--untracked-files=all", "--find-renames"]
        let output = try await git(arguments).orThrow()
        guard let status = Status(porcelain: output.fields, operation: operation()) else { throw output.failure }
        return status
    }

    /// Whether there is anything to commit or to add; quicker than `status()` as it looks for no renames and no upstream.
    public func isDirty() async throws -> Bool {
        let arguments = [
            "status", "--porcelain", "-z", "--no-renames", "--untracked-files=normal", "--no-ahead-behind",
        ]
        return try await !git(arguments).orThrow().bytes.isEmpty
    }

    /// The merge, rebase or the like in progress.
    public func operation() -> Operation? {
        Operation.allCases.first { operation in
            operation.marks.contains { mark in
                FileManager.default.fileExists(atPath: gitDirectory.appending(path: mark).path(percentEncoded: false))
            }
        }
    }
}

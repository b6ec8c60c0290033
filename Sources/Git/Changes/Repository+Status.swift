import Foundation

/// How closely a work tree is looked at.
public enum StatusDetail: Hashable, Sendable {
    /// Renames, every untracked file, and the count of commits against the upstream.
    case full
    /// What a prompt needs: no renames, an untracked folder as one entry, no counting.
    case quick

    fileprivate var arguments: [String] {
        switch self {
        case .full: ["--untracked-files=all", "--find-renames", "--ahead-behind"]
        case .quick: ["--untracked-files=normal", "--no-renames", "--no-ahead-behind"]
        }
    }
}

extension Repository {
    /// Branch, upstream and the changed paths. Of a submodule, only whether another commit is checked out in it.
    public func status(_ detail: StatusDetail = .full) async throws -> Status {
        let options = ["status", "--porcelain=v2", "--branch", "-z", Self.outsideOfSubmodules]
        let output = try await look(options + detail.arguments).orThrow()
        guard let status = Status(porcelain: output.fields, operation: operation()) else { throw output.failure }
        return status
    }

    /// Whether there is anything to commit or to add.
    public func isDirty() async throws -> Bool {
        try await !status(.quick).isClean
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

extension Repository {
    /// The bytes of the file at `path`, from the root of the work tree, as a commit has it; `nil` if there is no such file.
    ///
    /// - Throws: `GitError.tooLarge` beyond `limit` bytes.
    public func content(of path: String, at commit: CommitID, limit: Int = 1 << 20) async throws -> [UInt8]? {
        try await blob("\(commit):\(path)", limit)
    }

    /// As a commit of what is staged, of all files or some, would have it.
    ///
    /// - Throws: `GitError.tooLarge` beyond `limit` bytes.
    public func stagedContent(
        of path: String, among paths: [String]?, limit: Int = 1 << 20
    ) async throws -> [UInt8]? {
        guard let paths else { return try await blob(":\(path)", limit) }
        let staged = try await git(["diff", "--cached", "--name-only", "-z", "--"] + Self.pathspecs(paths)).orThrow()
        return try await blob(staged.fields.contains(path) ? ":\(path)" : "HEAD:\(path)", limit)
    }

    private func blob(_ name: String, _ limit: Int) async throws -> [UInt8]? {
        let output = try await git(["cat-file", "blob", name], limit: limit)
        return output.succeeded ? output.bytes : nil
    }
}

import Foundation

/// The content of an artifact in the format CODEBUILD_CLONE_REF: not files, but where a build clones them from.
struct CloneReference: Codable, Sendable {
    /// Without credentials.
    var remote: String
    /// The branch to be on; without one the clone is on none.
    var branch: String?
    var commit: String
}

extension CloneReference {
    /// Reads an artifact; `nil` if it is an archive of files.
    init?(in artifact: URL) {
        guard let input = try? FileHandle(forReadingFrom: artifact) else { return nil }
        defer { try? input.close() }
        guard let data = try? input.read(upToCount: Self.longest),
            let reference = try? JSONDecoder().decode(CloneReference.self, from: data)
        else { return nil }
        self = reference
    }

    private static let longest = 64 << 10
}

public import Foundation

/// The folder of real-world samples that tests may read and the repository must not contain.
public enum Corpus {
    /// The corpus folder: `SLUICE_CORPUS`, else `../shared/corpus` beside the checkout; `nil` where there is none.
    ///
    /// Use as `@Test(.enabled(if: Corpus.directory != nil, "no corpus: set SLUICE_CORPUS"))`.
    public static let directory: URL? = {
        let named = ProcessInfo.processInfo.environment["SLUICE_CORPUS"].map { URL(filePath: $0) }
        let beside = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/corpus")
        let directory = named ?? beside
        return FileManager.default.fileExists(atPath: directory.path) ? directory : nil
    }()
}

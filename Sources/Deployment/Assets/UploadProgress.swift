import Foundation
import Synchronization

/// How much of a large file has arrived, told at every tenth of it. What arrives at once is not worth a word.
final class UploadProgress: Sendable {
    private let size: Int
    private let report: @Sendable (String) -> Void
    private let arrived = Mutex(0)

    init(of file: URL, report: @escaping @Sendable (String) -> Void) {
        size = (try? file.resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0
        self.report = report
    }

    /// - Parameter bytes: how many have arrived in addition.
    func add(_ bytes: Int) {
        let words = arrived.withLock { arrived -> String? in
            let before = arrived
            arrived += bytes
            guard arrived < size, arrived * 10 / size > before * 10 / size else { return nil }
            return "\(Self.megabytes(arrived)) of \(Self.megabytes(size)) MB"
        }
        if let words { report(words) }
    }

    private static func megabytes(_ bytes: Int) -> Int { (bytes + 500_000) / 1_000_000 }
}

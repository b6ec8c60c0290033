import Foundation
import Glibc

/// Holds `synth.lock` in an output folder, as the CDK CLI does: whoever else writes there is named, and what a dead
/// process left is taken over.
struct SynthesisLock: ~Copyable {
    private let file: URL

    /// - Throws: `SynthesisError`: `locked`, `badFile`.
    init(_ output: URL) throws(SynthesisError) {
        file = output.appending(path: "synth.lock")
        do {
            try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
        } catch {
            throw .badFile(output, reason: "cannot be made: \(error.localizedDescription)")
        }
        for _ in 0..<2 {
            let descriptor = open(file.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
            if descriptor >= 0 {
                let text = "\(getpid())"
                _ = text.withCString { write(descriptor, $0, strlen($0)) }
                close(descriptor)
                return
            }
            if let owner = Self.owner(of: file) { throw .locked(output: output, process: owner) }
            unlink(file.path)
        }
        throw .badFile(file, reason: "cannot be written: \(String(cString: strerror(errno)))")
    }

    deinit { unlink(file.path) }

    /// The living process that a lock names.
    private static func owner(of file: URL) -> Int32? {
        guard let text = try? String(contentsOf: file, encoding: .utf8),
            let process = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)), process > 0
        else { return nil }
        return kill(process, 0) == 0 || errno == EPERM ? process : nil
    }
}

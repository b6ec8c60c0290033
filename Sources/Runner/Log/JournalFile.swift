import Foundation
import Glibc
import SystemPackage

/// The file `journal`, to which each entry is added with one write.
///
/// It is held with flock(2) for as long as its runner lives, so that the runner's death can't go unnoticed. Empty, it
/// tells of a build that has not begun.
final class JournalFile {
    private let path: FilePath
    private let descriptor: FileDescriptor
    private let encoder = JSONEncoder()
    private(set) var problems: [String] = []

    /// Takes the file for this process, and makes it if it is missing.
    ///
    /// - Throws: `alreadyRunning` when another process has it.
    init(_ path: FilePath) throws(RunnerError) {
        self.path = path
        do {
            descriptor = try FileDescriptor.open(
                path, .readWrite, options: [.create, .append, .closeOnExec], permissions: .ownerReadWrite)
        } catch {
            throw .file(path: path.string, problem: "\(error)")
        }
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard Self.take(descriptor) else { throw .alreadyRunning(path: path.removingLastComponent().string) }
    }

    deinit { try? descriptor.close() }

    /// Whether nothing has been written, by this runner or one before it.
    var isEmpty: Bool { (try? descriptor.seek(offset: 0, from: .end)) == 0 }

    /// Writes the first entry, and sets room aside for those to come, lest a disk that the build fills loses them.
    ///
    /// - Throws: when it cannot be written: nothing may be done of a build that nobody could know has begun.
    func begin(_ entry: JournalEntry) throws(RunnerError) {
        descriptor.reserve(BuildDirectory.reservedBytes)
        do { try write(entry) } catch { throw .file(path: path.string, problem: "\(error)") }
    }

    func append(_ entry: JournalEntry) {
        do {
            try write(entry)
        } catch {
            if problems.isEmpty { problems.append("parts of the journal are missing: \(error)") }
        }
    }

    private func write(_ entry: JournalEntry) throws {
        var line = try encoder.encode(entry)
        line.append(UInt8(ascii: "\n"))
        _ = try descriptor.writeAll(line)
    }

    /// Tries for a fifth of a second: someone who asks whether it is held shares it for an instant.
    private static func take(_ descriptor: FileDescriptor) -> Bool {
        for _ in 0..<40 {
            if flock(descriptor.rawValue, LOCK_EX | LOCK_NB) == 0 { return true }
            poll(nil, 0, 5)
        }
        return false
    }

    static func isHeld(at path: FilePath) -> Bool {
        guard let descriptor = try? FileDescriptor.open(path, .readOnly, options: .closeOnExec) else { return false }
        defer { try? descriptor.close() }
        return flock(descriptor.rawValue, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }
}

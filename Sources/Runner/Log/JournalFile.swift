import Foundation
import SystemPackage

/// The file `journal`, to which each entry is added with one write.
final class JournalFile {
    private let descriptor: FileDescriptor
    private let encoder = JSONEncoder()
    private(set) var problems: [String] = []

    /// - Throws: `alreadyEnded` if the file is there: a build whose runner died is not begun again.
    init(_ path: FilePath) throws(RunnerError) {
        do {
            descriptor = try FileDescriptor.open(
                path, .writeOnly, options: [.create, .exclusiveCreate, .append, .closeOnExec],
                permissions: .ownerReadWrite)
        } catch Errno.fileExists {
            throw .alreadyEnded(path: path.removingLastComponent().string)
        } catch {
            throw .file(path: path.string, problem: "\(error)")
        }
        descriptor.reserve(BuildDirectory.reservedBytes)
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    deinit { try? descriptor.close() }

    func append(_ entry: JournalEntry) {
        do {
            var line = try encoder.encode(entry)
            line.append(UInt8(ascii: "\n"))
            _ = try descriptor.writeAll(line)
        } catch {
            if problems.isEmpty { problems.append("parts of the journal are missing: \(error)") }
        }
    }
}

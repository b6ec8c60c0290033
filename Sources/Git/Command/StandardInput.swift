import Foundation
import SystemPackage

/// What a program reads from its standard input: a file without a name, so that nothing breaks where the program ends before
/// it has read all.
enum StandardInput {
    /// - Parameter text: nothing if `nil`. It is written once the file has no name any more.
    static func open(_ text: String?) throws -> FileDescriptor {
        guard let text else { return try .open("/dev/null", .readOnly, options: .closeOnExec) }
        let path = FileManager.default.temporaryDirectory.appending(path: "sluice-\(UUID().uuidString)").path
        let file = try FileDescriptor.open(
            FilePath(path), .readWrite, options: [.create, .exclusiveCreate, .closeOnExec], permissions: .ownerReadWrite
        )
        do {
            try FileManager.default.removeItem(atPath: path)
            _ = try file.writeAll(text.utf8)
            _ = try file.seek(offset: 0, from: .start)
            return file
        } catch {
            try? file.close()
            throw error
        }
    }
}

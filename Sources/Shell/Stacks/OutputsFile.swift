import AWS
import Foundation

/// The file that `deploy --outputs-file` writes: the outputs of each stack that has some, by its name, as the CDK CLI writes
/// them. It is written again after each, so that it is there too when a later one fails.
struct OutputsFile {
    /// `nil` writes nothing.
    private let file: URL?
    private var outputs: [String: [String: String]] = [:]

    /// Makes its folder.
    ///
    /// - Throws: `CommandFailure` if it could not be written later.
    init(_ file: URL?) throws {
        self.file = file
        guard let file else { return }
        let (files, folder) = (FileManager.default, file.deletingLastPathComponent())
        var isFolder = ObjCBool(false)
        try? files.createDirectory(at: folder, withIntermediateDirectories: true)
        let isThere = files.fileExists(atPath: file.path, isDirectory: &isFolder)
        guard !isFolder.boolValue, files.isWritableFile(atPath: isThere ? file.path : folder.path) else {
            throw CommandFailure.failed(
                "Nothing is deployed: the outputs cannot be written to \(Untrusted.line(file.path)).")
        }
    }

    /// - Throws: `CommandFailure` if it cannot be written.
    mutating func add(_ stack: Stack) throws {
        guard let file else { return }
        let new = Dictionary((stack.outputs ?? []).map { ($0.outputKey, $0.outputValue) }) { $1 }
        if !new.isEmpty { outputs[stack.stackName] = new }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            try (encoder.encode(outputs) + Data("\n".utf8)).write(to: file)
        } catch {
            throw CommandFailure.failed(
                "\(Untrusted.line(stack.stackName)) is deployed, but its outputs could not be written to "
                    + "\(Untrusted.line(file.path)): \(error.localizedDescription)")
        }
    }
}

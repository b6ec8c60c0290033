import Foundation
import Glibc
import Synchronization

/// Holds an output folder as the CDK CLI does: one writes it alone (`synth.lock`), any number work with it as it is
/// (`read.PID.N.lock`). Whoever is in the way is named, and what a dead process left is taken away.
struct AssemblyLock: ~Copyable {
    private static let writer = "synth.lock"
    private static let count = Atomic(0)
    private let file: URL

    /// Nobody else may write the folder, or work with it.
    ///
    /// - Throws: `SynthesisError`: `locked`, `inUse`, `badFile`.
    static func writing(_ output: URL) throws(SynthesisError) -> AssemblyLock {
        do {
            try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
        } catch {
            throw .badFile(output, reason: "cannot be made: \(error.localizedDescription)")
        }
        if let process = writer(of: output) { throw .locked(output: output, process: process) }
        let readers = readers(of: output)
        guard readers.isEmpty else { throw .inUse(output: output, processes: readers) }
        let file = output.appending(path: writer)
        guard create(file) else {
            throw .badFile(file, reason: "cannot be written: \(String(cString: strerror(errno)))")
        }
        return AssemblyLock(file: file)
    }

    /// Nobody may write the folder. One that cannot be written nobody else writes either.
    ///
    /// - Throws: `SynthesisError.locked`.
    static func reading(_ output: URL) throws(SynthesisError) -> AssemblyLock {
        if let process = writer(of: output) { throw .locked(output: output, process: process) }
        let number = count.add(1, ordering: .relaxed).newValue
        let file = output.appending(path: "read.\(getpid()).\(number).lock")
        _ = create(file)
        return AssemblyLock(file: file)
    }

    private init(file: URL) { self.file = file }

    deinit { unlink(file.path) }

    /// The names of the locks in a folder.
    static func files(in output: URL) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: output.path)) ?? []
        return names.filter { $0 == writer || reader(of: $0) != nil }
    }

    /// The living process that writes.
    private static func writer(of output: URL) -> Int32? {
        let file = output.appending(path: writer)
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
        if let process = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)), isAlive(process) {
            return process
        }
        unlink(file.path)
        return nil
    }

    /// The living processes that work with the folder.
    private static func readers(of output: URL) -> [Int32] {
        var readers: Set<Int32> = []
        for name in files(in: output) {
            guard let process = reader(of: name) else { continue }
            if isAlive(process) { readers.insert(process) } else { unlink(output.appending(path: name).path) }
        }
        return readers.sorted()
    }

    private static func reader(of name: String) -> Int32? {
        name.wholeMatch(of: #/read\.(\d+)\.\d+\.lock/#).flatMap { Int32($0.1) }
    }

    private static func isAlive(_ process: Int32) -> Bool { process > 0 && (kill(process, 0) == 0 || errno == EPERM) }

    private static func create(_ file: URL) -> Bool {
        let descriptor = open(file.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { return false }
        _ = "\(getpid())".withCString { write(descriptor, $0, strlen($0)) }
        close(descriptor)
        return true
    }
}

extension Synthesis {
    /// Keeps others from rewriting the assembly while `body` works with it.
    ///
    /// - Throws: `SynthesisError.locked` if somebody does already.
    public func held<Result>(_ body: () async throws -> Result) async throws -> Result {
        let lock = try AssemblyLock.reading(folder)
        defer { withExtendedLifetime(lock) {} }
        return try await body()
    }
}

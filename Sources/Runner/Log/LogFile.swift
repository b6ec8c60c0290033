import Glibc
import Masking
import SystemPackage

/// The file `log`: the commands' output and the runner's own lines, in order of arrival.
///
/// Writing never fails the build: what can't be written is dropped, and `problems` says so once.
final class LogFile {
    /// The first line of the file; events follow it.
    static let header = "#sluice-log 1\n"

    private let descriptor: FileDescriptor
    private let limit: Int
    private let masking: BuildMasking
    private var lines: LineSplitter
    private var output = EventBuffer(time: Timestamp(microseconds: 0))
    private var written = 0
    private var isTorn = false
    private var isFull = false
    private(set) var tail = OutputTail()
    private(set) var problems: [String] = []

    init(_ path: FilePath, limit: Int, masking: BuildMasking) throws(RunnerError) {
        do {
            descriptor = try FileDescriptor.open(
                path, .writeOnly, options: [.create, .append, .closeOnExec], permissions: .ownerReadWrite)
        } catch {
            throw .file(path: path.string, problem: "\(error)")
        }
        self.limit = limit
        self.masking = masking
        lines = LineSplitter(masker: masking.current)
        write(Array(Self.header.utf8))
    }

    deinit { try? descriptor.close() }

    /// Adds what commands printed.
    func add(_ bytes: UnsafeRawBufferPointer, at time: Timestamp) {
        tail.add(bytes)
        guard !isFull else { return }
        lines.masker = masking.current
        output.restart(at: time)
        lines.split(bytes, at: time) { line in output.append(line) }
        write(output: output.bytes, at: time)
    }

    /// Ends an unfinished line, since the next one is not its continuation.
    func endLine(at time: Timestamp) {
        guard !isFull else { return }
        lines.masker = masking.current
        output.restart(at: time)
        lines.finish { line in output.append(line) }
        write(output: output.bytes, at: time)
    }

    /// Adds a line of the runner's own, as CodeBuild writes it; a text of several lines becomes several events.
    func note(_ text: String, at time: Timestamp = .now()) {
        endLine(at: time)
        write(Self.noteBytes(masking.masking(text), at: time))
    }

    /// The last lines of the current command's output, secrets hidden.
    func lastLines(_ count: Int) -> [String] {
        tail.lines(count).map(masking.masking)
    }

    func forgetTail() { tail = OutputTail() }

    private static func noteBytes(_ text: String, at time: Timestamp) -> [UInt8] {
        var events = EventBuffer(time: time)
        let lines = "[Container] \(time.codeBuildText) \(text)".utf8
        for line in lines.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            Array(line.prefix(LineSplitter.longestLine)).withUnsafeBytes { events.append($0) }
        }
        return events.bytes
    }

    private func write(output bytes: [UInt8], at time: Timestamp) {
        guard written + bytes.count > limit else { return write(bytes) }
        isFull = true
        write(Self.noteBytes("The log limit of \(limit) bytes is reached: further output is not kept", at: time))
    }

    /// A file system that is full may tear a line; the next write then starts on a line of its own.
    private func write(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        let whole = isTorn ? [UInt8(ascii: "\n")] + bytes : bytes
        do {
            _ = try descriptor.writeAll(whole)
            written += whole.count
            isTorn = false
        } catch {
            isTorn = true
            if problems.isEmpty { problems.append("parts of the log are missing: \(error)") }
        }
    }
}

import Foundation
import Glibc

/// A named pipe between a test and a build, where one waits for the other.
final class Fifo: Sendable {
    private let descriptor: Int32

    init(_ file: URL) throws {
        guard mkfifo(file.path, 0o600) == 0 else { throw SetupFailure(words: "no pipe at \(file.path)") }
        // Open for both, so that nobody waits for the other end to be opened.
        descriptor = open(file.path, O_RDWR | O_CLOEXEC)
    }

    deinit { close(descriptor) }

    /// Waits until the build has written a line.
    func waitForLine() async throws {
        try await readable(descriptor)
        var byte: UInt8 = 0
        while read(descriptor, &byte, 1) == 1, byte != UInt8(ascii: "\n") {}
    }

    func sendLine() {
        _ = write(descriptor, "\n", 1)
    }
}

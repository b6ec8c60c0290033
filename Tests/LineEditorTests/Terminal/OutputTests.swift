import Foundation
import LineEditor
import Testing

@Suite struct OutputTests {
    /// Waiting, as opposed to trying again and again, is what the kernel calls sleeping.
    @Test func aTextForADescriptorThatIsFullWaitsAndThenArrivesWhole() async throws {
        let pipe = Pipe()
        let (reading, writing) = (pipe.fileHandleForReading, pipe.fileHandleForWriting)
        // One of its own: the handle closes only what it has, and nobody the same number twice.
        let descriptor = fcntl(writing.fileDescriptor, F_DUPFD_CLOEXEC, 0)
        try writing.close()
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        let text = String(repeating: "0123456789", count: 100_000)
        let (threads, thread) = AsyncStream.makeStream(of: String.self)
        async let isWritten: Bool = withCheckedContinuation { continuation in
            Thread.detachNewThread {
                // `<process>/task/<thread>`
                thread.yield((try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/thread-self")) ?? "")
                let isWritten = writeWhole(text, to: descriptor)
                close(descriptor)
                continuation.resume(returning: isWritten)
            }
        }
        let writer = try #require(await threads.first { _ in true })
        var looks = 0
        while state(of: writer) != "S", looks < 1_000_000 {
            looks += 1
            await Task.yield()
        }
        #expect(state(of: writer) == "S")
        // Not to its end: what other tests start meanwhile may hold the pipe open.
        let read = try #require(try reading.read(upToCount: text.utf8.count))
        #expect(await isWritten)
        #expect(String(decoding: read, as: UTF8.self) == text)
    }

    @Test func whatNobodyReadsIsSaid() {
        #expect(!writeWhole("x", to: -1))
    }

    private func state(of thread: String) -> String? {
        let status = try? String(contentsOfFile: "/proc/\(thread)/stat", encoding: .utf8)
        return status?.split(separator: ")").last?.split(separator: " ").first.map(String.init)
    }
}

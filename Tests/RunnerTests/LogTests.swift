import Foundation
import Masking
import TestSupport
import Testing

@testable import Runner

@Suite struct LogTests {
    private func split(_ chunks: [String], at milliseconds: [Int64] = [], masker: Masker = Masker(secrets: []))
        -> [String]
    {
        var splitter = LineSplitter(masker: masker)
        var lines: [String] = []
        for (index, chunk) in chunks.enumerated() {
            let time = Timestamp(microseconds: (index < milliseconds.count ? milliseconds[index] : 0) * 1000)
            Array(chunk.utf8).withUnsafeBytes { bytes in
                splitter.split(bytes, at: time) { lines.append(String(decoding: $0, as: UTF8.self)) }
            }
        }
        splitter.finish { lines.append(String(decoding: $0, as: UTF8.self)) }
        return lines
    }

    @Test func linesAreJoinedAcrossReads() {
        #expect(split(["a\nb", "c\n", "\n", "d"]) == ["a", "bc", "", "d"])
    }

    @Test func progressBarsLeaveOneLineASecondAndTheLast() {
        #expect(split(["10%\r20%\r", "30%\r40%\r", "100%\n"]) == ["10%", "100%"])
        #expect(split(["1\r2\r", "3\r4\r", "5\n"], at: [0, 1000, 1000]) == ["1", "3", "5"])
        #expect(split(["dos\r", "\nend\r\n"]) == ["dos", "end"])
    }

    @Test func longLinesAreCutBetweenCharacters() {
        let lines = split([String(repeating: "ä", count: 20_000)])
        #expect(lines.count == 3)
        #expect(lines.allSatisfy { $0.utf8.count <= LineSplitter.longestLine && !$0.contains("\u{FFFD}") })
    }

    @Test(arguments: [16_380, 16_384, 16_390]) func aCutDividesNoSecret(_ start: Int) {
        let text = String(repeating: "x", count: start) + "hunter2-hunter2" + String(repeating: "y", count: 100)
        let lines = split([text], masker: Masker(secrets: ["hunter2-hunter2"]))
        #expect(lines.joined() == String(repeating: "x", count: start) + "***" + String(repeating: "y", count: 100))
    }

    @Test(arguments: [16_375, 16_384]) func aCutOfWhatACarriageReturnOverwritesDividesNoSecret(_ start: Int) {
        let text = String(repeating: "x", count: start) + "hunter2-hunter2" + String(repeating: "y", count: 100)
        let lines = split([text + "\rend\n"], masker: Masker(secrets: ["hunter2-hunter2"]))
        #expect(lines.count == 2 && lines.last == "end")
        #expect(!lines.joined().contains("hunter2") && !lines.joined().contains("xh"))
    }

    @Test func aFloodIsCutAtTheLimitAndTheBuildGoesOn() async throws {
        let flood = "head -c 67108864 /dev/zero | tr '\\0' 'x' | fold -w 100"
        try await run(spec(flood, "echo after > made; echo never shown"), configure: { $0.logLimitInBytes = 100_000 }) {
            result, build in
            #expect(result.status == .succeeded)
            #expect(FileManager.default.fileExists(atPath: build.source.appending(path: "made").path))
            let log = try build.log()
            #expect(
                log.filter { $0.hasSuffix("The log limit of 100000 bytes is reached: further output is not kept") }
                    .count == 1)
            #expect(log.contains { $0.hasSuffix("Running command echo after > made; echo never shown") })
            let size = try FileManager.default.attributesOfItem(
                atPath: build.directory.url.appending(path: "log").path)[.size]
            #expect((size as? Int ?? .max) < 110_000)
        }
    }

    @Test func bytesAreKeptAsTheyAre() async throws {
        try await run(spec("printf 'a\\000b\\377\\033[31m\\n'")) { _, build in
            let log = try Data(contentsOf: build.directory.url.appending(path: "log"))
            #expect(log.range(of: Data([0x61, 0x62, 0xFF, 0x1B]) + Data("[31m\n".utf8)) != nil)
        }
    }

    @Test func aFullDiskUnderTheLogFailsNothing() async throws {
        try await run(
            spec("echo x > made"),
            prepare: { build in
                try FileManager.default.createSymbolicLink(
                    atPath: build.directory.url.appending(path: "log").path, withDestinationPath: "/dev/full")
            }
        ) { result, build in
            #expect(result.status == .succeeded)
            #expect(result.warnings.count == 1)
            #expect(result.warnings.first?.hasPrefix("parts of the log are missing") == true)
        }
    }

    @Test func pagesLeadForwardAndBackward() async throws {
        try await run(spec("seq 1 20000")) { _, build in
            var forward: [LogEvent] = []
            var offset: UInt64 = 0
            while case let page = try build.directory.logEvents(from: offset, limit: 777), !page.events.isEmpty {
                forward += page.events
                offset = page.next
            }
            var backward: [LogEvent] = []
            var end: UInt64?
            while case let page = try build.directory.logEvents(before: end, limit: 1234), !page.events.isEmpty {
                backward = page.events + backward
                end = page.previous
            }
            #expect(forward.filter { !$0.message.hasPrefix("[") }.map(\.message) == (1...20000).map(String.init))
            #expect(forward == backward)
            #expect(try build.directory.logEvents(from: offset, limit: 10).next == offset)
        }
    }
}

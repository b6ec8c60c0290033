import Foundation
import LineEditor
import TestSupport
import Testing

@Suite struct HistoryFileTests {
    @Test func linesComeBackInTheNextSession() async throws {
        try await withScratchDirectory { home async throws in
            let file = HistoryFile(home.appending(path: "a/b/history"))
            for line in ["one", "日本 \\n \\", "two\nlines"] { file.append(line) }
            #expect(HistoryFile(file.url).load() == ["one", "日本 \\n \\", "two\nlines"])
        }
    }

    @Test func fileAndFolderArePrivate() async throws {
        try await withScratchDirectory { home async throws in
            let file = HistoryFile(home.appending(path: "state/history"))
            file.append("one")
            #expect(try permissions(file.url) == 0o600)
            #expect(try permissions(file.url.deletingLastPathComponent()) == 0o700)
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.url.path)
            file.append("two")
            #expect(try permissions(file.url) == 0o600)
        }
    }

    @Test func sessionsThatWriteAtOnceLoseNothing() async throws {
        try await withScratchDirectory { home async throws in
            let url = home.appending(path: "history")
            await withTaskGroup(of: Void.self) { group in
                for session in 0..<4 {
                    group.addTask {
                        for number in 0..<100 {
                            HistoryFile(url, limit: 1000).append("\(session) \(number)")
                            if number % 10 == 0 { _ = HistoryFile(url, limit: 1000).load() }
                        }
                    }
                }
            }
            let lines = HistoryFile(url, limit: 1000).load()
            #expect(Set(lines).count == 400)
            for session in 0..<4 {
                #expect(lines.filter { $0.hasPrefix("\(session) ") } == (0..<100).map { "\(session) \($0)" })
            }
        }
    }

    @Test func theSizeIsLimited() async throws {
        try await withScratchDirectory { home async throws in
            let file = HistoryFile(home.appending(path: "history"), limit: 10)
            for number in 0..<35 { file.append("line \(number)") }
            #expect(file.load() == (25..<35).map { "line \($0)" })
            #expect(try String(contentsOf: file.url, encoding: .utf8).split(separator: "\n").count == 10)
            #expect(try permissions(file.url) == 0o600)
            #expect(try FileManager.default.contentsOfDirectory(atPath: home.path) == ["history"])
        }
    }

    @Test func aLineCutShortByACrashSpoilsNoOther() async throws {
        try await withScratchDirectory { home async throws in
            let file = HistoryFile(home.appending(path: "history"))
            try Data("one\ntw".utf8 + [0xFF]).write(to: file.url)
            file.append("three")
            #expect(file.load() == ["one", "tw\u{FFFD}", "three"])
        }
    }

    @Test func keepsNoDuplicatesInARowNoBlanksFirstAndNothingUnwanted() async throws {
        try await withScene(shouldRemember: { !$0.contains("token") }) { scene async throws in
            for keys in ["one", "one", " private", "add token=x", "", "  ", "two", "one"] {
                _ = try await scene.line(keys)
            }
            #expect(scene.historyFile.load() == ["one", "two", "one"])
        }
    }

    private func permissions(_ url: URL) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
    }
}

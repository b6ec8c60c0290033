import Foundation
import Runner
import TestSupport
import Testing

@Suite("What the kernel tells of places", .timeLimit(.minutes(10)))
struct PlaceWatchTests {
    /// A change, and the place below the folder at which it is heard of.
    struct Case: CustomTestStringConvertible {
        var testDescription: String
        var place = "bucket/site"
        var change: @Sendable (URL) throws -> Void

        init(_ name: String, at place: String = "bucket/site", _ change: @escaping @Sendable (URL) throws -> Void) {
            (testDescription, self.place, self.change) = (name, place, change)
        }
    }

    /// bucket/site is a folder, bucket/page a file, bucket/current a link to releases/one outside of it.
    private func withPlaces(_ body: (URL) async throws -> Void) async throws {
        try await withScratchDirectory { folder in
            for path in ["bucket/site/deep", "releases/one", "releases/two"] {
                let url = folder.appending(path: path)
                try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
                try write("first", url.appending(path: "file"))
            }
            try write("first", folder.appending(path: "bucket/page"))
            try FileManager.default.createSymbolicLink(
                atPath: folder.appending(path: "bucket/current").path, withDestinationPath: "../releases/one")
            try await body(folder)
        }
    }

    private static let cases: [Case] = [
        Case("a file in the folder is written") { try write("x", $0.appending(path: "bucket/site/deep/file")) },
        Case("a file comes") { try write("x", $0.appending(path: "bucket/site/new")) },
        Case("a file goes") { try FileManager.default.removeItem(at: $0.appending(path: "bucket/site/deep/file")) },
        Case("a file becomes executable") { chmod($0.appending(path: "bucket/site/deep/file").path, 0o755) },
        Case("the folder goes") { try FileManager.default.removeItem(at: $0.appending(path: "bucket/site")) },
        Case("a folder above moves away") { try move("bucket", "other", in: $0) },
        Case("a file is written", at: "bucket/page") { try write("x", $0.appending(path: "bucket/page")) },
        Case("a file is replaced", at: "bucket/page") {
            try Data("x".utf8).write(to: $0.appending(path: "bucket/page"), options: .atomic)
        },
        Case("what was not there comes", at: "bucket/none") { try write("x", $0.appending(path: "bucket/none")) },
        Case("a folder to it comes", at: "none/a/b") { folder in
            try FileManager.default.createDirectory(
                at: folder.appending(path: "none/a"), withIntermediateDirectories: true)
        },
        Case("a link leads elsewhere", at: "bucket/current") { folder in
            let link = folder.appending(path: "bucket/next").path
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "../releases/two")
            try move("bucket/next", "bucket/current", in: folder)
        },
        Case("a file behind a link is written", at: "bucket/current") {
            try write("x", $0.appending(path: "releases/one/file"))
        },
    ]

    @Test("Each change is told", arguments: cases)
    func told(_ change: Case) async throws {
        try await withPlaces { folder in
            let watch = try #require(PlaceWatch([folder.appending(path: change.place).path]))
            #expect(!watch.hasChanged)
            try change.change(folder)
            await watch.change()
            #expect(watch.hasChanged)
        }
    }

    @Test("What happens beside the place, or is only read, is no change")
    func untold() async throws {
        try await withPlaces { folder in
            let watch = try #require(PlaceWatch([folder.appending(path: "bucket/site").path]))
            let beside = try #require(PlaceWatch([folder.appending(path: "bucket/page").path]))
            _ = try Data(contentsOf: folder.appending(path: "bucket/site/deep/file"))
            try write("x", folder.appending(path: "bucket/page"))
            await beside.change()
            #expect(!watch.hasChanged)
        }
    }
}

private func write(_ text: String, _ file: URL) throws { try Data(text.utf8).write(to: file) }

private func move(_ old: String, _ new: String, in folder: URL) throws {
    guard rename(folder.appending(path: old).path, folder.appending(path: new).path) == 0 else {
        throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
}

import Foundation
import PipelineAPI
import PipelineEngine
import TestSupport
import Testing

@Suite("The artifact store")
struct ArtifactFolderTests {
    @Test("What is kept comes back as it was, links and permissions included")
    func roundTrip() async throws {
        try await withScratchDirectory { folder in
            let store = ArtifactFolder(root: folder.appending(path: "artifacts"))
            let location = store.location(bucket: "bucket", pipeline: "shop", artifact: "App", run: "run-1a")
            try store.keep(contentsOf: try tree(in: folder, "one"), at: location)
            let copy = folder.appending(path: "copy")
            try store.unpack(location, into: copy)
            #expect(try String(contentsOf: copy.appending(path: "tool"), encoding: .utf8) == "one")
            #expect(FileManager.default.isExecutableFile(atPath: copy.appending(path: "tool").path))
            let link = copy.appending(path: "link").path
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "tool")
        }
    }

    @Test("Keeping at the same place again changes nothing")
    func keepTwice() async throws {
        try await withScratchDirectory { folder in
            let store = ArtifactFolder(root: folder.appending(path: "artifacts"))
            let location = store.location(bucket: "bucket", pipeline: "shop", artifact: "App", run: "run-1a")
            try store.keep(contentsOf: try tree(in: folder, "one"), at: location)
            try store.keep(contentsOf: try tree(in: folder, "two"), at: location)
            let copy = folder.appending(path: "copy")
            try store.unpack(location, into: copy)
            #expect(try String(contentsOf: copy.appending(path: "tool"), encoding: .utf8) == "one")
            try store.remove(location)
            try store.remove(location)
            #expect(!store.contains(location))
        }
    }

    @Test("Equal content is on the disk once, under all its keys")
    func equalContent() async throws {
        try await withScratchDirectory { folder in
            let store = ArtifactFolder(root: folder.appending(path: "artifacts"))
            let locations = ["run-1a", "run-2b"].map {
                store.location(bucket: "bucket", pipeline: "shop", artifact: "App", run: $0)
            }
            let tree = try tree(in: folder, "one")
            for location in locations { try store.keep(contentsOf: tree, at: location, modified: .now) }
            let numbers = try locations.map {
                try FileManager.default.attributesOfItem(atPath: store.url(of: $0).path)[.systemFileNumber] as? Int
            }
            #expect(numbers[0] != nil && numbers[0] == numbers[1])
            try store.remove(locations[0])
            try store.unpack(locations[1], into: folder.appending(path: "copy"))
        }
    }

    @Test("A key leads nowhere outside the store", arguments: ["../outside", "a/../../outside", "", "."])
    func keysStayInside(_ key: String) async throws {
        try await withScratchDirectory { folder in
            let store = ArtifactFolder(root: folder.appending(path: "artifacts"))
            let location = S3Location(bucket: "bucket", key: key)
            #expect(throws: CocoaError.self) { try store.remove(location) }
            #expect(!store.contains(location))
        }
    }

    private func tree(in folder: URL, _ text: String) throws -> URL {
        let files = FileManager.default
        let tree = folder.appending(path: "tree-\(text)", directoryHint: .isDirectory)
        try files.createDirectory(at: tree, withIntermediateDirectories: true)
        let tool = tree.appending(path: "tool")
        try Data(text.utf8).write(to: tool)
        try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: tool.path)
        try files.createSymbolicLink(atPath: tree.appending(path: "link").path, withDestinationPath: "tool")
        return tree
    }
}

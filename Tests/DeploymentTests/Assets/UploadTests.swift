import CloudFormation
import Foundation
import TestSupport
import Testing

@testable import Deployment

struct UploadTests {
    @Test(arguments: [("a.zip", 23, true), ("a.zip", 22, false), ("a.zip.tmp", 99, false)])
    func anEmptyArchiveIsNotThere(_ key: String, _ size: Int, _ expected: Bool) {
        #expect(PublishedObject(key: key, sizeInBytes: size).completes("a.zip") == expected)
    }

    @Test func ofALargeFileIsToldAtEveryTenthHowMuchHasArrived() async throws {
        try await withScratchDirectory { folder in
            let file = folder.appending(path: "large")
            #expect(FileManager.default.createFile(atPath: file.path, contents: nil))
            #expect(truncate(file.path, 50_000_000) == 0)
            let (lines, told) = AsyncStream<String>.makeStream()
            let progress = UploadProgress(of: file) { told.yield($0) }
            for bytes in [4_000_000, 2_000_000, 3_000_000, 40_000_000, 1_000_000] { progress.add(bytes) }
            told.finish()
            #expect(await lines.reduce(into: []) { $0.append($1) } == ["6 of 50 MB", "49 of 50 MB"])
        }
    }

    @Test(arguments: [
        ("a.zip", "application/zip"), ("dir.d/a.JSON", "application/json"), ("a", "application/octet-stream"),
        ("a.strange", "application/octet-stream"),
    ])
    func theEndOfANameSaysTheType(_ name: String, _ type: String) {
        #expect(ContentType.of(fileNamed: name) == type)
    }

    @Test func aHashHasTheFormsThatAreAskedFor() {
        let hash = ContentHash(of: Data("abc".utf8))
        #expect(hash.hexadecimal == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(hash.base64 == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
    }

    @Test(.enabled(if: Corpus.directory != nil, "no corpus: set SLUICE_CORPUS"))
    func theIdOfATemplateIsItsHash() throws {
        let folder = try #require(Corpus.directory).appending(path: "assemblies/newpipeline-with-vpc")
        let directory = AssemblyDirectory(folder)
        for stack in try CloudAssembly(reading: directory.contents).allStacks {
            let hash = ContentHash(of: try directory.contents(of: stack.templateFile))
            #expect(stack.assets.files.contains { $0.id == hash.hexadecimal })
        }
    }
}

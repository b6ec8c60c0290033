import CloudFormation
import Deployment
import Foundation
import TestSupport
import Testing

struct UploadTests {
    private static let mebibyte = 1 << 20

    @Test(arguments: [0, 1, 5 * mebibyte])
    func aSmallContentGoesInOneRequest(_ size: Int) {
        #expect(UploadParts.of(contentOfBytes: size) == nil)
    }

    @Test func aLargeContentGoesInPartsOfFiveMebibytes() {
        let parts = UploadParts.of(contentOfBytes: 12 * Self.mebibyte)
        #expect(parts?.map(\.count) == [5 * Self.mebibyte, 5 * Self.mebibyte, 2 * Self.mebibyte])
        #expect(parts?.last?.upperBound == 12 * Self.mebibyte)
    }

    @Test func noContentHasMorePartsThanS3Takes() throws {
        let parts = try #require(UploadParts.of(contentOfBytes: 100_000 * Self.mebibyte + 1))
        #expect(parts.count <= 10_000)
        #expect(parts.map(\.count).reduce(0, +) == 100_000 * Self.mebibyte + 1)
    }

    @Test(arguments: [("a.zip", 23, true), ("a.zip", 22, false), ("a.zip.tmp", 99, false)])
    func anEmptyArchiveIsNotThere(_ key: String, _ size: Int, _ expected: Bool) {
        #expect(PublishedObject(key: key, sizeInBytes: size).completes("a.zip") == expected)
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

import Foundation
import SystemPackage
import TestSupport
import Testing
import Zip

@Suite("A hostile archive", .enabled(if: PythonZip.exists, "\(PythonZip.isMissing)"))
struct HostileArchiveTests {
    @Test(
        "writes nothing outside its folder",
        arguments: ["../evil", "/tmp/sluice-evil", "a/../../evil", "..", "a/..", "/"])
    func unsafeName(name: String) async throws {
        try await withScratchDirectory { scratch in
            let archive = scratch.appending(path: "a.zip")
            try PythonZip.run(
                "z = zipfile.ZipFile(sys.argv[1], 'w'); i = zipfile.ZipInfo('x'); i.filename = sys.argv[2]; "
                    + "z.writestr(i, b'evil' if not i.filename.endswith('/') else b''); z.close()",
                [archive.path, name])
            #expect(throws: ZipError.unsafeName(archive.filePath, name)) {
                try ZipArchive(archive.filePath).unpack(into: scratch.appending(path: "in").filePath)
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted() == ["a.zip", "in"])
        }
    }

    @Test("writes nothing through its own links")
    func throughLink() async throws {
        try await withScratchDirectory { scratch in
            let archive = scratch.appending(path: "a.zip")
            try PythonZip.run(
                """
                z = zipfile.ZipFile(sys.argv[1], "w")
                link = zipfile.ZipInfo("out"); link.create_system = 3; link.external_attr = (stat.S_IFLNK | 0o777) << 16
                z.writestr(link, "..")
                z.writestr("out/evil", "evil")
                z.close()
                """, [archive.path])
            let folder = scratch.appending(path: "in")
            #expect(throws: ZipError.file(folder.filePath.appending("out"), .fileExists)) {
                try ZipArchive(archive.filePath).unpack(into: folder.filePath)
            }
            #expect(!FileManager.default.fileExists(atPath: scratch.appending(path: "evil").path))
        }
    }

    @Test("does not unpack one file twice, nor over what is there")
    func twice() async throws {
        try await withScratchDirectory { scratch in
            let archive = scratch.appending(path: "a.zip")
            try PythonZip.run(
                "import warnings; warnings.simplefilter('ignore'); z = zipfile.ZipFile(sys.argv[1], 'w'); "
                    + "z.writestr('a', '1'); z.writestr('a', '2'); z.close()", [archive.path])
            let folder = scratch.appending(path: "in")
            #expect(throws: ZipError.file(folder.filePath.appending("a"), .fileExists)) {
                try ZipArchive(archive.filePath).unpack(into: folder.filePath)
            }
        }
    }

    @Test("is refused when it claims more than the limit, or is longer than it claims")
    func bomb() async throws {
        try await withScratchDirectory { scratch in
            let archive = scratch.appending(path: "a.zip")
            try PythonZip.run(
                "z = zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED); z.writestr('zeros', bytes(3 << 20)); z.close()",
                [archive.path])
            #expect(throws: ZipError.tooLarge(archive.filePath, "2 MiB")) {
                try ZipArchive(archive.filePath, limits: ZipArchive.Limits(size: 2 << 20))
            }
            try PythonZip.run(
                """
                data = bytearray(open(sys.argv[1], "rb").read())
                central = data.rindex(b"PK\\x01\\x02")
                data[central + 24:central + 28] = struct.pack("<I", 1000)
                open(sys.argv[1], "wb").write(data)
                """, [archive.path])
            #expect(throws: ZipError.unreadable(archive.filePath, "zeros is longer than it says")) {
                try ZipArchive(archive.filePath).unpack(into: scratch.appending(path: "in").filePath)
            }
        }
    }

    @Test("never crashes the reader, however it is damaged, and yields no wrong content")
    func damaged() async throws {
        try await withScratchDirectory { scratch in
            let source = scratch.appending(path: "source")
            try source.write(String(repeating: "a line\n", count: 50), at: "dir/text")
            try source.write("stored", at: "s")
            let whole = scratch.appending(path: "whole.zip")
            try ZipWriter.pack(source.filePath, into: whole.filePath)
            let bytes = try Data(contentsOf: whole)
            var generator = SystemRandomNumberGenerator()
            let seed = UInt64.random(in: 0...UInt64.max, using: &generator)
            var random = SeededGenerator(seed: seed)
            let archive = scratch.appending(path: "a.zip")
            var (refused, taken) = (0, 0)
            for round in 0..<400 {
                var damaged = bytes
                for _ in 0..<Int.random(in: 1...4, using: &random) {
                    damaged[Int.random(in: 0..<damaged.count, using: &random)] = UInt8.random(
                        in: 0...255, using: &random)
                }
                if round % 4 == 0 { damaged = damaged.prefix(Int.random(in: 0..<damaged.count, using: &random)) }
                try damaged.write(to: archive)
                let folder = scratch.appending(path: "in")
                do {
                    let limits = ZipArchive.Limits(size: 1 << 20, entries: 100)
                    try ZipArchive(archive.filePath, limits: limits).unpack(into: folder.filePath)
                    taken += 1
                    if let text = try? Data(contentsOf: folder.appending(path: "dir/text")) {
                        let original = try Data(contentsOf: source.appending(path: "dir/text"))
                        #expect(text == original, "seed \(seed), round \(round)")
                    }
                } catch is ZipError {
                    refused += 1
                }
                try? FileManager.default.removeItem(at: folder)
            }
            #expect(refused > 100 && taken > 0, "seed \(seed)")
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted()
                    == ["a.zip", "source", "whole.zip"])
        }
    }
}

import Foundation
import SystemPackage
import TestSupport
import Testing
import Zip

extension URL {
    var filePath: FilePath { FilePath(path(percentEncoded: false)) }

    func write(_ text: String, at path: String, mode: Int = 0o644) throws {
        let file = appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    }
}

@Suite("A folder in an archive")
struct FolderTests {
    @Test("comes back as it was: content, modes, times, links and empty folders")
    func comesBack() async throws {
        try await withScratchDirectory { scratch in
            let source = scratch.appending(path: "source")
            try source.write("one", at: "a.txt")
            try source.write("#!/bin/sh\n", at: "bin/tool", mode: 0o755)
            try source.write("", at: "häßlich/empty")
            let long = String(repeating: "a line of text\n", count: 100_000)
            try source.write(long, at: "long")
            let files = FileManager.default
            try files.createDirectory(at: source.appending(path: "void"), withIntermediateDirectories: true)
            try files.createSymbolicLink(
                atPath: source.appending(path: "bin/link").path, withDestinationPath: "../a.txt")
            let then = Date(timeIntervalSince1970: 1_000_000_000)
            try files.setAttributes([.modificationDate: then], ofItemAtPath: source.appending(path: "a.txt").path)

            let archive = scratch.appending(path: "archive.zip")
            try ZipWriter.pack(source.filePath, into: archive.filePath)
            let copy = scratch.appending(path: "copy")
            try ZipArchive(archive.filePath).unpack(into: copy.filePath)

            #expect(
                try files.subpathsOfDirectory(atPath: copy.path).sorted()
                    == files.subpathsOfDirectory(atPath: source.path).sorted())
            #expect(try String(contentsOf: copy.appending(path: "long"), encoding: .utf8) == long)
            #expect(try files.destinationOfSymbolicLink(atPath: copy.appending(path: "bin/link").path) == "../a.txt")
            let tool = try files.attributesOfItem(atPath: copy.appending(path: "bin/tool").path)
            #expect(tool[.posixPermissions] as? Int == 0o755)
            let dated = try files.attributesOfItem(atPath: copy.appending(path: "a.txt").path)
            #expect(dated[.modificationDate] as? Date == then)
            let size = try files.attributesOfItem(atPath: archive.path)[.size] as? Int
            #expect(try #require(size) < 100_000)
        }
    }

    @Test("makes the same bytes each time")
    func isReproducible() async throws {
        try await withScratchDirectory { scratch in
            let source = scratch.appending(path: "source")
            for name in ["z", "a/b", "a/a", "m"] { try source.write(name, at: name) }
            let archives = [scratch.appending(path: "1.zip"), scratch.appending(path: "2.zip")]
            for archive in archives { try ZipWriter.pack(source.filePath, into: archive.filePath) }
            #expect(try Data(contentsOf: archives[0]) == Data(contentsOf: archives[1]))
        }
    }

    @Test("is read by Python, and what Python wrote is read", .enabled(if: PythonZip.exists, "\(PythonZip.isMissing)"))
    func agreesWithPython() async throws {
        try await withScratchDirectory { scratch in
            let source = scratch.appending(path: "source")
            try source.write("content", at: "ä/file", mode: 0o700)
            try source.write(String(repeating: "x", count: 300_000), at: "long")
            let ours = scratch.appending(path: "ours.zip")
            try ZipWriter.pack(source.filePath, into: ours.filePath)
            let seen = try PythonZip.run(
                """
                z = zipfile.ZipFile(sys.argv[1])
                assert z.testzip() is None
                for i in z.infolist(): print(i.filename, i.file_size, oct(i.external_attr >> 16 & 0o777))
                """, [ours.path])
            #expect(seen == "long 300000 0o644\nä/ 0 0o755\nä/file 7 0o700\n")

            let theirs = scratch.appending(path: "theirs.zip")
            try PythonZip.run(
                """
                z = zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED)
                z.writestr("deep/er/file", "hello " * 1000)
                z.writestr(zipfile.ZipInfo("stored"), "as it is")
                z.comment = b"PK\\x05\\x06 and more"
                z.close()
                """, [theirs.path])
            let copy = scratch.appending(path: "copy")
            try ZipArchive(theirs.filePath).unpack(into: copy.filePath)
            #expect(try String(contentsOf: copy.appending(path: "stored"), encoding: .utf8) == "as it is")
            #expect(try Data(contentsOf: copy.appending(path: "deep/er/file")).count == 6000)
        }
    }

    @Test("may have more entries than 16 bits count", .enabled(if: PythonZip.exists, "\(PythonZip.isMissing)"))
    func manyEntries() async throws {
        try await withScratchDirectory { scratch in
            try scratch.write("x", at: "file")
            let archive = scratch.appending(path: "many.zip")
            var writer = try ZipWriter(archive.filePath)
            for number in 0..<66_000 { try writer.add(scratch.appending(path: "file").filePath, as: "f\(number)") }
            try writer.finish()
            let count = try PythonZip.run("print(len(zipfile.ZipFile(sys.argv[1]).namelist()))", [archive.path])
            #expect(count == "66000\n")
            #expect(throws: ZipError.tooLarge(archive.filePath, "65999 entries")) {
                try ZipArchive(archive.filePath, limits: ZipArchive.Limits(entries: 65_999))
            }
            _ = try ZipArchive(archive.filePath)
        }
    }

    @Test("gives out one file, up to a limit, also through a link, and nothing for a folder or another name")
    func oneFile() async throws {
        try await withScratchDirectory { scratch in
            let source = scratch.appending(path: "source")
            try source.write("one", at: "d/a.txt")
            try FileManager.default.createSymbolicLink(
                atPath: source.appending(path: "link").path, withDestinationPath: "d/a.txt")
            let archive = scratch.appending(path: "archive.zip")
            try ZipWriter.pack(source.filePath, into: archive.filePath)
            let zip = try ZipArchive(archive.filePath)
            #expect(try zip.content(of: "d/a.txt", limit: 3) == Array("one".utf8))
            #expect(try zip.content(of: "link", limit: 9) == Array("one".utf8))
            for name in ["d", "d/", "a.txt"] { #expect(try zip.content(of: name, limit: 9) == nil) }
            #expect(throws: ZipError.self) { try zip.content(of: "d/a.txt", limit: 2) }
        }
    }

    @Test("takes the place of files and links that are there only where that is asked for, and goes through no link")
    func replacing() async throws {
        try await withScratchDirectory { scratch in
            let (source, target) = (scratch.appending(path: "source"), scratch.appending(path: "target"))
            try source.write("new", at: "d/a.txt")
            try source.write("new", at: "b.txt")
            let archive = scratch.appending(path: "archive.zip")
            try ZipWriter.pack(source.filePath, into: archive.filePath)
            let zip = try ZipArchive(archive.filePath)
            try target.write("old", at: "d/a.txt")
            try scratch.write("outside", at: "outside.txt")
            let files = FileManager.default
            try files.createSymbolicLink(
                atPath: target.appending(path: "b.txt").path, withDestinationPath: "../outside.txt")
            #expect(throws: ZipError.self) { try zip.unpack(into: target.filePath) }
            try zip.unpack(into: target.filePath, replaces: true)
            for path in ["target/d/a.txt", "target/b.txt", "outside.txt"] {
                let text = try String(contentsOf: scratch.appending(path: path), encoding: .utf8)
                #expect(text == (path == "outside.txt" ? "outside" : "new"))
            }
            try files.removeItem(at: target.appending(path: "d"))
            try files.createSymbolicLink(atPath: target.appending(path: "d").path, withDestinationPath: "..")
            #expect(throws: ZipError.self) { try zip.unpack(into: target.filePath, replaces: true) }
            #expect(!files.fileExists(atPath: scratch.appending(path: "a.txt").path))
        }
    }
}

import Foundation
import TestSupport
import Testing

@testable import Credentials

/// One of age's public test vectors: what a reader is given, and what it must make of it.
struct AgeVector {
    var fields: [(name: String, value: String)]
    var file: [UInt8]

    static let directory = Corpus.directory?.appending(path: "age")

    /// All vectors but those of recipients that we don't have.
    static let names =
        directory.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) }?
        .filter { !$0.contains(".") && !$0.contains("hybrid") }.sorted() ?? []

    init(_ url: URL) throws {
        let content = Array(try Data(contentsOf: url))
        let separator = try #require(content.firstRange(of: Array("\n\n".utf8)))
        fields = String(decoding: content[..<separator.lowerBound], as: UTF8.self).split(separator: "\n").map {
            let parts = $0.split(separator: ":", maxSplits: 1)
            return (String(parts[0]), parts[1].trimmingCharacters(in: .whitespaces))
        }
        file = Array(content[separator.upperBound...])
        if self["compressed"] == ["zlib"] { file = try Self.inflate(file) }
    }

    subscript(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    var identities: [Age.Identity] {
        get throws {
            try self["identity"].map { .key(try X25519Identity(Secret($0))) }
                + self["passphrase"].map { .passphrase(Secret($0)) }
        }
    }

    /// zlib's stream in gzip's clothes: other header, and no trailer, of which gzip complains after all is out.
    private static func inflate(_ bytes: [UInt8]) throws -> [UInt8] {
        let gzip = Process()
        gzip.executableURL = URL(filePath: "/bin/sh")
        gzip.arguments = [
            "-c", "{ printf '\\037\\213\\010\\0\\0\\0\\0\\0\\0\\0'; tail -c +3; } | gzip -dc 2>/dev/null",
        ]
        let (input, output) = (Pipe(), Pipe())
        (gzip.standardInput, gzip.standardOutput) = (input, output)
        try gzip.run()
        try input.fileHandleForWriting.write(contentsOf: bytes)
        try input.fileHandleForWriting.close()
        let content = try output.fileHandleForReading.readToEnd() ?? Data()
        gzip.waitUntilExit()
        return Array(content)
    }
}

import Foundation
import ScanSpecimens
import SecretScan

/// Scans standard input and prints a line for each finding; for benchmarks, and to compare with other scanners.
///
/// - `scan-fixture`: any bytes; line, kind, and what may be shown.
/// - `scan-fixture --patch`: what `git log -p` prints; commit, file:line and kind.
/// - `scan-fixture --specimens DIR`: writes the labelled set instead, a file each in `DIR/secrets` and `DIR/harmless`.
@main
enum ScanFixture {
    static func main() throws {
        switch CommandLine.arguments.dropFirst().first {
        case "--patch": try scanPatch()
        case "--specimens": try writeSpecimens(to: URL(filePath: CommandLine.arguments.last ?? "."))
        default: try scanBytes()
        }
    }

    private static func scanBytes() throws {
        let input = try FileHandle.standardInput.readToEnd() ?? Data()
        write(
            SecretScanner.standard.findings(in: [UInt8](input)).map { finding in
                "\(finding.line)\t\(finding.kind.identifier)\t\(finding.masked)\n"
            })
    }

    private static func scanPatch() throws {
        var scanner = PatchScanner()
        while let piece = try FileHandle.standardInput.read(upToCount: 1 << 18), !piece.isEmpty {
            write(scanner.findings(in: [UInt8](piece)).map(line))
        }
        write(scanner.finish().map(line))
    }

    private static func line(_ finding: PatchFinding) -> String {
        "\(finding.commit ?? "-")\t\(finding.path):\(finding.line)\t\(finding.kind.identifier)\n"
    }

    private static func write(_ lines: [String]) {
        FileHandle.standardOutput.write(Data(lines.joined().utf8))
    }

    private static func writeSpecimens(to directory: URL) throws {
        try write(Specimen.all.map(\.text), to: directory.appending(path: "secrets"))
        try write(Harmless.all.map(\.text), to: directory.appending(path: "harmless"))
    }

    private static func write(_ texts: [String], to directory: URL) throws {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        for (number, text) in texts.enumerated() {
            try Data((text + "\n").utf8).write(to: directory.appending(path: "\(number).txt"))
        }
    }
}

import Foundation
import SecretScan

/// Scans standard input and prints a line for each finding: the line it begins on, its kind, and what may be shown.
@main
enum ScanFixture {
    static func main() throws {
        let input = try FileHandle.standardInput.readToEnd() ?? Data()
        let lines = SecretScanner.standard.findings(in: [UInt8](input)).map { finding in
            "\(finding.line)\t\(finding.kind.identifier)\t\(finding.masked)\n"
        }
        FileHandle.standardOutput.write(Data(lines.joined().utf8))
    }
}

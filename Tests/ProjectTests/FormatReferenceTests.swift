import Foundation
import Project
import Testing

struct FormatReferenceTests {
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test func theExampleInTheReferenceIsValid() throws {
        #expect(try Project.read(Self.example()).warnings.isEmpty)
    }

    @Test func theDemosPipelineIsValid() throws {
        let file = Self.sources.appending(path: "scripts/demo-project/pipeline.yml")
        #expect(try Project.load(file, defaults: Project.testDefaults).warnings.isEmpty)
    }

    /// Half-written files are what an editor saves: whatever is missing, there is a project or a mistake with its place.
    @Test func anyPartOfAFileIsReadOrRefusedInWords() throws {
        let lines = try Self.example().split(separator: "\n", omittingEmptySubsequences: false)
        let without = lines.indices.map { index in
            (lines[..<index] + lines[(index + 1)...]).joined(separator: "\n")
        }
        let cut = stride(from: 0, to: lines.joined(separator: "\n").count, by: 7).map {
            String(lines.joined(separator: "\n").prefix($0))
        }
        for text in without + cut {
            for diagnostic in try Project.diagnostics(text) {
                #expect(!diagnostic.sentence.isEmpty)
                #expect((diagnostic.line ?? 1) <= lines.count + 1)
            }
        }
    }

    private static func example() throws -> String {
        let reference = try String(contentsOf: sources.appending(path: "Sources/Project/README.md"), encoding: .utf8)
        let example = try #require(reference.components(separatedBy: "```yaml\n").dropFirst().first)
        return try #require(example.components(separatedBy: "```").first)
    }
}

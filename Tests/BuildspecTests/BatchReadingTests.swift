import Buildspec
import Foundation
import TestSupport
import Testing

/// The `batch` section: which builds a file stands for.
struct BatchReadingTests {
    private func read(_ section: String) throws -> Buildspec {
        let lines = section.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }
        return try Buildspec.parse("version: 0.2\nbatch:\n" + lines.joined(separator: "\n")).buildspec
    }

    private func batch(_ section: String) throws -> Batch {
        let buildspec = try read(section)
        if let problem = buildspec.batchProblem { throw problem }
        return try #require(buildspec.batch)
    }

    @Test func aListAndAGraphAreReadWithWhatTheirBuildsSay() throws {
        let batch = try batch(
            """
            fast-fail: yes
            build-graph:
              - identifier: one
                buildspec: one.yml
                env: { image: 'aws/codebuild/standard:5.0', compute-type: LARGE, variables: { A: 010 } }
              - { identifier: two, depend-on: [one], ignore-failure: true }
            """)
        #expect(batch.fastFail)
        #expect(batch.tasks.map(\.identifier) == ["one", "two"])
        #expect(batch.tasks[0].buildspec == "one.yml" && batch.tasks[0].image == "aws/codebuild/standard:5.0")
        #expect(batch.tasks[0].variables == [.init(name: "A", value: "010")])
        #expect(batch.tasks[1].dependsOn == ["one"] && batch.tasks[1].ignoresFailure)
        let list = try self.batch("build-list:\n  - { identifier: one }\n  - { identifier: two }")
        #expect(list.tasks.count == 2 && !list.fastFail)
    }

    @Test func aMatrixIsABuildForEachCombination() throws {
        let batch = try batch(
            """
            build-matrix:
              static: { ignore-failure: false, env: { privileged-mode: true, variables: { C: c } } }
              dynamic:
                buildspec: [a.yml, b.yml]
                env: { compute-type: [SMALL], variables: { A: [1, 2], B: ["x y"] } }
            """)
        #expect(batch.tasks.count == 4 && Set(batch.tasks.map(\.identifier)).count == 4)
        let shown = batch.tasks.map { task in
            ([task.buildspec ?? ""] + task.variables.map { "\($0.name)=\($0.value)" }).joined(separator: " ")
        }
        #expect(
            shown == [
                "a.yml C=c A=1 B=x y", "a.yml C=c A=2 B=x y", "b.yml C=c A=1 B=x y", "b.yml C=c A=2 B=x y",
            ])
    }

    @Test(arguments: [
        ("build-list: []", "no builds"),
        ("build-list: [{ identifier: a }, { identifier: a }]", "given twice"),
        ("build-list: [{ buildspec: a.yml }]", "letters, digits or underscores"),
        ("build-graph: [{ identifier: a, depend-on: [b] }]", "'b', which is no build"),
        (
            "build-graph: [{ identifier: a, depend-on: [b] }, { identifier: b, depend-on: a }]",
            "a, b wait for each other"
        ),
        ("build-list: [{ identifier: a }]\nbuild-graph: [{ identifier: a }]", "must be one of"),
        ("fast-fail: true", "must be one of"),
        (
            "build-matrix: { dynamic: { env: { variables: { "
                + (0..<12).map { "V\($0): [1, 2, 3, 4, 5, 6, 7, 8, 9]" }.joined(separator: ", ") + " } } } }",
            "more than 100 builds"
        ),
        ("build-fanout: { parallelism: 4 }", "parallelism must be 1 here"),
    ]) func anUnsoundBatchIsNoReasonAgainstAPlainBuild(_ section: String, _ words: String) throws {
        let buildspec = try read(section)
        #expect(buildspec.batch == nil)
        #expect(buildspec.batchProblem?.message.contains(words) == true, "\(buildspec.batchProblem?.message ?? "-")")
    }

    @Test(
        .enabled(if: Corpus.directory != nil, "no corpus: set SLUICE_CORPUS"),
        arguments: [
            ("comcalvi__aws-cdk__cdk-batch-inline.yml", 2), ("ca-risken__core__release-buildspec-batch.yml", 3),
            ("aws__s2n-tls__ubuntu_integrationv2.yml", 12),
        ])
    func realBatchesAreRead(_ file: String, _ count: Int) throws {
        let folder = try #require(Corpus.directory)
        let text = String(decoding: try Data(contentsOf: folder.appending(path: "buildspec/\(file)")), as: UTF8.self)
        #expect(try Buildspec.parse(text).buildspec.batch?.tasks.count == count)
    }

    @Test func reportsAndCachesAreRead() throws {
        let buildspec = try Buildspec.parse(
            """
            version: 0.2
            phases: { build: { commands: ["true"] } }
            reports:
              unit: { files: ['**/*.xml'] }
              cover: { files: a.json, file-format: simplecov, base-directory: $OUT, discard-paths: yes }
            cache: { paths: [node_modules/], key: k, fallback-keys: [a, b], action: restore }
            """
        ).buildspec
        #expect(buildspec.reportGroups.map(\.name) == ["unit", "cover"])
        #expect(buildspec.reportGroups.map(\.format) == [.junit, .simpleCov])
        #expect(buildspec.reportGroups[1].baseDirectory == "$OUT" && buildspec.reportGroups[1].files == ["a.json"])
        #expect(buildspec.cache?.fallbackKeys == ["a", "b"] && buildspec.cache?.action == .restore)
    }
}

import Foundation
import SystemPackage
import TestSupport
import Testing
import Zip

@testable import Runner

@Suite struct ArtifactTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var section: String
        var files: [String]
        var testDescription: String { section }
    }

    static let cases = [
        Case(
            section: "{files: '**/*'}",
            files: [".dot", "a.txt", "d/b.txt", "d/e/c.jar", "my-build-1/x", "my-build-2/y"]),
        Case(
            section: "{files: ['**/*']}",
            files: [".dot", "a.txt", "d/b.txt", "d/e/c.jar", "my-build-1/x", "my-build-2/y"]),
        Case(section: "{files: ['d/*']}", files: ["d/b.txt"]),
        Case(section: "{files: ['d/**/*']}", files: ["d/b.txt", "d/e/c.jar"]),
        Case(section: "{files: ['*/b.txt', ./a.txt]}", files: ["a.txt", "d/b.txt"]),
        Case(section: "{files: ['**/*.jar'], discard-paths: yes}", files: ["c.jar"]),
        Case(section: "{files: '**/*', base-directory: d, exclude-paths: ['e/**/*']}", files: ["b.txt"]),
        Case(section: "{files: '**/*', exclude-paths: [./d, '.dot', 'my-*']}", files: ["a.txt"]),
        Case(section: "{files: '**/*', base-directory: 'my-build*', discard-paths: yes}", files: ["x", "y"]),
        Case(section: "{files: '**/*', base-directory: 'my-build*'}", files: ["x", "y"]),
        Case(section: "{files: ['$NAME.txt', none.txt]}", files: ["a.txt"]),
        Case(
            section: "{files: ['$CODEBUILD_SRC_DIR/d/*', '../escape', /etc/hostnam?]}", files: ["d/b.txt", "hostname"]),
        Case(section: "{secondary-artifacts: {Out: {files: [a.txt]}}}", files: ["a.txt"]),
    ]

    private func prepare(_ build: TestBuild) throws {
        for file in [".dot", "a.txt", "d/b.txt", "d/e/c.jar", "my-build-1/x", "my-build-2/y"] {
            try build.write("x", file)
        }
    }

    @Test(arguments: cases) func filesAreSelected(_ example: Case) async throws {
        let text = spec("NAME=a", more: "artifacts: \(example.section)")
        try await run(text, configure: { $0.outputs = [.init(name: "Out")] }, prepare: prepare) { result, build in
            #expect(result.status == .succeeded)
            #expect(build.artifact("Out") == example.files)
        }
    }

    @Test(arguments: [
        ("{files: [none]}", "no matching artifact paths found"), ("{files: [d]}", "no matching artifact paths found"),
        ("{files: '**/*', base-directory: cdk.out}", "no matching base directory path found for cdk.out"),
    ]) func nothingSelectedIsAFailure(_ section: String, _ message: String) async throws {
        try await run(
            spec("true", more: "artifacts: \(section)"), configure: { $0.outputs = [.init(name: "Out")] },
            prepare: prepare
        ) { result, build in
            #expect(result.failure?.phase == .uploadArtifacts)
            #expect(result.failure?.code == "CLIENT_ERROR")
            #expect(result.failure?.message == message)
            #expect(build.artifact("Out") == [])
        }
    }

    @Test func severalOutputsTakeTheirSecondaryArtifacts() async throws {
        let more =
            "artifacts: {secondary-artifacts: {One: {files: [a.txt]}, Two: {files: '**/*', base-directory: d}, Three: {files: x}}}"
        try await run(
            spec("true", more: more), configure: { $0.outputs = [.init(name: "One"), .init(name: "Two")] },
            prepare: prepare
        ) { result, build in
            #expect(result.status == .succeeded)
            #expect(build.artifact("One") == ["a.txt"])
            #expect(build.artifact("Two") == ["b.txt", "e/c.jar"])
            #expect(result.warnings == ["secondary-artifacts: 'Three' is no output of this build, and is ignored"])
        }
    }

    @Test func sourcesComeOutOfTheirArchives() async throws {
        try await withScratchDirectory { scratch in
            let archive = scratch.appending(path: "lib.zip")
            let build = try TestBuild(spec("cat lib.txt", "cat $CODEBUILD_SRC_DIR_Lib/lib.txt"), in: scratch) {
                request in
                request.sourceDirectory = scratch.appending(path: "unpacked").path
                request.sourceArchive = archive.path
                let second = scratch.appending(path: "second").path
                request.secondarySources = [.init(name: "Lib", directory: second, archive: archive.path)]
            }
            try build.write("a library", "lib.txt")
            try ZipWriter.pack(FilePath(build.source.path), into: FilePath(archive.path))
            try TestBuild.launcher.start(build.directory)
            #expect(try await build.result().status == .succeeded)
            #expect(try build.output() == ["a library", "a library"])
        }
    }

    @Test func aDamagedSourceFailsTheDownload() async throws {
        try await withScratchDirectory { scratch in
            let archive = scratch.appending(path: "source.zip")
            try Data("no archive".utf8).write(to: archive)
            let build = try TestBuild(spec("true"), in: scratch) { request in
                request.sourceDirectory = scratch.appending(path: "unpacked").path
                request.sourceArchive = archive.path
            }
            try TestBuild.launcher.start(build.directory)
            let result = try await build.result()
            #expect(result.failure?.phase == .downloadSource && result.failure?.code == "CLIENT_ERROR")
            #expect(result.failure?.message.contains("it has no directory; it is cut short, or no zip archive") == true)
        }
    }

    @Test func anActionsOwnFilesReplaceTheDefinition() async throws {
        try await run(
            spec("true"), configure: { $0.outputs = [.init(name: "Out", files: ["d/*"])] }, prepare: prepare
        ) { _, build in
            #expect(build.artifact("Out") == ["d/b.txt"])
        }
    }

    @Test(arguments: [false, true]) func linksStayInside(_ keeps: Bool) async throws {
        let links = "ln -s a.txt in; ln -s /etc/passwd out; ln -s d dir; ln -s . loop; chmod 755 d/b.txt"
        let more = "artifacts: {files: '**/*', exclude-paths: ['my*', '.*'], enable-symlinks: \(keeps ? "yes" : "no")}"
        try await run(
            spec(links, more: more), configure: { $0.outputs = [.init(name: "Out")] }, prepare: prepare
        ) { result, build in
            let kept = ["a.txt", "d/b.txt", "d/e/c.jar", "dir", "in", "loop"]
            let followed = ["a.txt", "d/b.txt", "d/e/c.jar", "dir/b.txt", "dir/e/c.jar", "in"]
            #expect(build.artifact("Out") == (keeps ? kept : followed))
            #expect(result.warnings.count == 1)
            let script = build.unpacked("Out").appending(path: "d/b.txt").path
            #expect(FileManager.default.isExecutableFile(atPath: script))
        }
    }

    @Test(arguments: [
        ("**/*", "a", true), ("**/*", "a/b", true), ("*", "a/b", false), ("a/**", "a/b/c", true), ("**/c", "c", true),
        ("a?c", "abc", true), ("[ab]", "b", true), ("**.*", "x.y", true), ("*/x", "a/b/x", false),
        ("./a//b", "a/b", true),
    ]) func patternsMatchAsCodeBuildsDo(_ pattern: String, _ path: String, _ expected: Bool) {
        #expect(Glob(pattern).matches(path.split(separator: "/").map(String.init)) == expected)
    }
}

import CloudFormation
import Foundation
import TestSupport
import Testing

struct HostileAssemblyTests {
    @Test(arguments: ["../x.json", "/etc/passwd", "a/../../x", "x\\u0000y"])
    func aTemplateOutsideOfTheAssemblyIsRefused(_ path: String) {
        let artifact = #""a": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "\#(path)"}}"#
        let error = #expect(throws: AssemblyError.self) { try WrittenAssembly(artifacts: artifact).read() }
        guard case .outside(_, let file)? = error else { return #expect(Bool(false), "refused for another reason") }
        #expect(file.description == "manifest.json")
    }

    @Test(arguments: [".", "..", "a/..", ""])
    func anAssemblyDoesNotNestItself(_ directory: String) {
        let artifact = #""a": {"type": "cdk:cloud-assembly", "properties": {"directoryName": "\#(directory)"}}"#
        #expect(throws: AssemblyError.self) { try WrittenAssembly(artifacts: artifact).read() }
    }

    @Test func foldersThatLeadBackToThemselvesEnd() {
        let manifest = """
            {"version": "55.0.0", "artifacts": {
              "a": {"type": "cdk:cloud-assembly", "properties": {"directoryName": "a"}},
              "b": {"type": "cdk:cloud-assembly", "properties": {"directoryName": "b"}}}}
            """
        #expect(throws: AssemblyError.tooManyNestedAssemblies(limit: 1000)) {
            try CloudAssembly { _ throws(AssemblyError) in Data(manifest.utf8) }
        }
    }

    /// Ten stacks in each of ten templates.
    @Test(arguments: [1, 10]) func templatesThatNameEachOtherComeToAnEnd(_ count: Int) throws {
        var files: [String: String] = [:]
        for name in ["a.template.json"] + (0..<count).map({ "\($0)" }) {
            let resources = (0..<10).map { number in
                #""S\#(number)": {"Type": "AWS::CloudFormation::Stack", "Metadata": {"aws:asset:path": "\#(number % count)"}}"#
            }
            files[name] = #"{"Resources": {\#(resources.joined(separator: ","))}}"#
        }
        let written = WrittenAssembly(artifacts: WrittenAssembly.stack("a"), files: files)
        let stack = try #require(written.read().stacks.first)
        let texts = try stack.nestedTexts(reading: written.contents)
        #expect(texts.count == (count == 1 ? 10 : TemplateTree.countLimit))
        #expect(try stack.templates(reading: written.contents).nested.isEmpty == false)
    }

    @Test func aLinkOutOfTheFolderIsNotFollowed() async throws {
        try await withScratchDirectory { scratch in
            let inside = scratch.appending(path: "cdk.out")
            try FileManager.default.createDirectory(at: inside, withIntermediateDirectories: true)
            try Data("secret".utf8).write(to: scratch.appending(path: "secret"))
            try FileManager.default.createSymbolicLink(
                atPath: inside.appending(path: "link").path, withDestinationPath: "../secret")
            let link = try #require(AssemblyPath.root.appending("link"))
            #expect(throws: AssemblyError.self) { try AssemblyDirectory(inside).contents(of: link) }
        }
    }

    @Test func whatIsNoFileIsNotWaitedFor() async throws {
        try await withScratchDirectory { scratch in
            let pipe = scratch.appending(path: "manifest.json")
            try #require(mkfifo(pipe.path, 0o600) == 0)
            let directory = AssemblyDirectory(scratch)
            #expect(throws: AssemblyError.self) { try CloudAssembly(reading: directory.contents) }
        }
    }

    @Test func anAbsentManifestIsNamed() async throws {
        try await withScratchDirectory { scratch in
            let directory = AssemblyDirectory(scratch)
            let error = #expect(throws: AssemblyError.self) { try CloudAssembly(reading: directory.contents) }
            #expect(error?.description == "manifest.json of the cloud assembly cannot be read: it is not there")
        }
    }

    @Test func aValueOfAnotherTypeIsNamedWithItsPlace() {
        let artifact = #""a": {"type": "aws:cloudformation:stack", "properties": {"templateFile": 7}}"#
        let error = #expect(throws: AssemblyError.self) { try WrittenAssembly(artifacts: artifact).read() }
        #expect(error?.description.contains("artifacts.a.properties.templateFile has another type") == true)
    }

    @Test(arguments: 0..<200)
    func anyMutationIsReadOrRefused(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let artifacts = WrittenAssembly.stack("a", dependencies: ["b"]) + "," + WrittenAssembly.stack("b")
        var assembly = WrittenAssembly(artifacts: artifacts)
        var bytes = Array((assembly.files["manifest.json"] ?? "").utf8)
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
            let index = Int.random(in: bytes.indices, using: &generator)
            bytes[index] = Array(#"{}[]",:0a../\"#.utf8).randomElement(using: &generator) ?? 0
        }
        assembly.files["manifest.json"] = String(decoding: bytes, as: UTF8.self)
        #expect((try? assembly.read()) == (try? assembly.read()))
    }
}

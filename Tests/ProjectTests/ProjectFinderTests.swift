import Foundation
import Project
import TestSupport
import Testing

struct ProjectFinderTests {
    /// Makes empty folders and files with a text, and answers which project file is found from a folder.
    private func found(
        from start: String, in folder: URL, folders: [String] = [], files: [String: String], top: String? = nil
    ) throws -> String? {
        for path in folders + [start] + files.keys.map({ ($0 as NSString).deletingLastPathComponent }) {
            try FileManager.default.createDirectory(
                at: folder.appending(path: path), withIntermediateDirectories: true)
        }
        for (path, text) in files { try Data(text.utf8).write(to: folder.appending(path: path)) }
        let file = ProjectFinder.find(
            from: folder.appending(path: start), top: top.map { folder.appending(path: $0) })
        return file.map { String($0.path.dropFirst(folder.path.count + 1)) }
    }

    @Test func aProjectIsFoundFromAnyFolderBelowIt() async throws {
        try await withScratchDirectory { folder in
            let file = try found(
                from: "shop/a/b", in: folder, folders: ["shop/.git"],
                files: ["shop/pipeline.yml": "", "pipeline.yml": ""])
            #expect(file == "shop/pipeline.yml")
        }
    }

    @Test func theSearchEndsAtTheRepositorysRoot() async throws {
        try await withScratchDirectory { folder in
            let file = try found(from: "shop/a", in: folder, folders: ["shop/.git"], files: ["pipeline.yml": ""])
            #expect(file == nil)
        }
    }

    @Test func theSearchEndsAtTheTopGiven() async throws {
        try await withScratchDirectory { folder in
            let file = try found(from: "a/b/c", in: folder, files: ["pipeline.yml": ""], top: "a/b")
            #expect(file == nil)
        }
    }

    @Test(arguments: [
        (["pipeline.yml", "pipeline.yaml", "pipeline.json", "cdk.json"], "pipeline.yml"),
        (["pipeline.yaml", "pipeline.json"], "pipeline.yaml"),
        (["shop.pipeline.json", "cdk.json"], "shop.pipeline.json"),
        (["b.pipeline.json", "a.pipeline.json"], "a.pipeline.json"), (["cdk.json"], "cdk.json"),
    ])
    func theNativeFormCountsFirst(_ names: [String], _ expected: String) async throws {
        try await withScratchDirectory { folder in
            let files = Dictionary(uniqueKeysWithValues: names.map { ($0, #"{"stages": []}"#) })
            let file = try found(from: ".", in: folder, folders: [".git"], files: files)
            #expect(file == expected)
        }
    }

    @Test(arguments: [
        (#"{"stages": []}"#, true), (#"{"pipeline": {"stages": []}, "metadata": {}}"#, true),
        (#"{"stages": [,]}"#, true), (#"{bad"#, true), ("", true), (#"{"pipeline": {"name": "shop"}}"#, true),
        (#"{"pipeline": "oil"}"#, false), (#"[1]"#, false),
        (#"{"stages": "three"}"#, false),
    ])
    func aJSONFileCountsIfItHoldsADeclaration(_ text: String, _ counts: Bool) async throws {
        try await withScratchDirectory { folder in
            let file = try found(from: ".", in: folder, folders: [".git"], files: ["pipeline.json": text])
            #expect((file != nil) == counts)
        }
    }

    @Test func openingAFolderWithoutAProjectSaysWhatToDo() async throws {
        try await withScratchDirectory { folder in
            let error = #expect(throws: ProjectError.self) {
                try Project.open(from: folder, top: folder, defaults: Project.Defaults())
            }
            #expect(
                error?.description
                    == "there is no pipeline.yml in \(folder.path) or any folder above it; write one, or "
                    + "`open` another folder")
        }
    }

    @Test func aCDKAppIsNotLoadedWithoutItsSynthesis() async throws {
        try await withScratchDirectory { folder in
            try Data("{}".utf8).write(to: folder.appending(path: "cdk.json"))
            let error = #expect(throws: ProjectError.self) {
                try Project.open(from: folder, top: folder, defaults: Project.Defaults())
            }
            #expect(
                error?.description
                    == "cdk.json: a CDK app says what it deploys only when it is synthesised")
        }
    }
}

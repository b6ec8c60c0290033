public import Foundation

/// Finds the project file that a folder belongs to.
public enum ProjectFinder {
    /// The nearest project file in the folder or above it; in one folder the native form counts first, `cdk.json` last.
    ///
    /// - Parameter top: the last folder to look in. If `nil`, the nearest one that holds a git repository's `.git`, or
    ///   the root of the volume: a project never belongs to what lies around its repository.
    public static func find(from folder: URL, top: URL? = nil) -> URL? {
        candidates(from: folder, top: top).first
    }

    /// The file that `find` answers, where nothing else could be meant.
    ///
    /// Throws `ProjectError.notFound`, and `ProjectError.ambiguous` if several templates of one folder declare a
    /// pipeline.
    public static func findOnlyOne(from folder: URL, top: URL? = nil) throws(ProjectError) -> URL {
        let candidates = candidates(from: folder, top: top)
        guard let file = candidates.first else { throw .notFound(from: folder) }
        if candidates.count > 1 { throw .ambiguous(candidates) }
        return file
    }

    private static func candidates(from folder: URL, top: URL?) -> [URL] {
        var folder = folder.standardizedFileURL
        while true {
            let files = projectFiles(in: folder)
            if !files.isEmpty { return files }
            let parent = folder.deletingLastPathComponent().standardizedFileURL
            if isTop(folder, top) || parent.path == folder.path { return [] }
            folder = parent
        }
    }

    private static func isTop(_ folder: URL, _ top: URL?) -> Bool {
        guard let top else { return exists(folder.appending(path: ".git")) }
        return folder.path == top.standardizedFileURL.path
    }

    /// The files by which a folder itself is a project: one, unless only templates are there.
    public static func projectFiles(in folder: URL) -> [URL] {
        let native = ["pipeline.yml", "pipeline.yaml"].map { folder.appending(path: $0) }.first(where: exists)
        if let native { return [native] }
        let declared = ([folder.appending(path: "pipeline.json")] + named(".pipeline.json", in: folder))
            .first(where: holdsDeclaration)
        if let declared { return [declared] }
        let templates = templates(in: folder)
        return templates.isEmpty ? [folder.appending(path: "cdk.json")].filter(exists) : templates
    }

    /// The CloudFormation templates of a folder that declare a pipeline, by name.
    private static func templates(in folder: URL) -> [URL] {
        ["yml", "yaml", "json"].flatMap { named(".\($0)", in: folder) }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
            .filter { (try? String(contentsOf: $0, encoding: .utf8)).map(TemplateFile.isTemplate) ?? false }
    }

    private static func exists(_ file: URL) -> Bool {
        FileManager.default.fileExists(atPath: file.path)
    }

    private static func named(_ ending: String, in folder: URL) -> [URL] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(ending) }.sorted().map { folder.appending(path: $0) }
    }

    /// Whether a JSON file is CodePipeline's and not something else of that name: it has stages, or its `pipeline` is an
    /// object.
    ///
    /// What it lacks, or that it is no JSON at all, is a mistake that loading will name.
    private static func holdsDeclaration(_ file: URL) -> Bool {
        guard let data = try? Data(contentsOf: file) else { return false }
        guard let json = try? JSONSerialization.jsonObject(with: data) else { return true }
        let root = json as? [String: Any]
        return root?["pipeline"] is [String: Any] || root?["stages"] is [Any]
    }
}

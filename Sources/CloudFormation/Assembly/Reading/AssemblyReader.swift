import Foundation

extension CloudAssembly {
    /// Reads a cloud assembly and all those nested in it; `AssemblyDirectory.contents` reads from the disk.
    ///
    /// Throws if a file is missing or malformed, its schema is too new, a path leaves the assembly, or stacks depend
    /// on each other in a circle. What the app could not look up is no error: see `missingContext`.
    public init(reading files: @escaping AssemblyFiles) throws(AssemblyError) {
        var count = 0
        let reader = AssemblyReader(files: files, directory: .root)
        self = try reader.assembly(named: "", count: &count)
        validation = try reader.validation()
    }
}

/// Reads one assembly of an app.
struct AssemblyReader {
    let files: AssemblyFiles
    let directory: AssemblyPath

    /// Folders may lead back to themselves; no app has so many stages.
    static let nestedLimit = 1000

    var manifestFile: AssemblyPath {
        get throws(AssemblyError) { try inside("manifest.json") }
    }

    func assembly(named name: String, count: inout Int) throws(AssemblyError) -> CloudAssembly {
        let json = try files(manifestFile)
        let version = try version(json)
        let manifest = try Self.decode(Manifest.self, json, from: manifestFile)
        let artifacts = manifest.artifacts ?? [:]
        var assembly = CloudAssembly(
            version: version, directory: directory, displayName: name,
            stacks: try StackReader(reader: self, artifacts: artifacts).stacks(), nested: [],
            missingContext: manifest.missing ?? [])
        for id in order(of: artifacts, in: json) {
            switch artifacts[id]?.kind {
            case .tree(let tree): assembly.tree = try inside(tree.file)
            case .assembly(let written):
                let nested = try nested(written, artifacts[id]?.displayName, count: &count)
                assembly.missingContext += nested.missingContext.filter { !assembly.missingContext.contains($0) }
                assembly.nested.append(nested)
            case .stack, .assets, .other, nil: break
            }
        }
        return assembly
    }

    func validation() throws(AssemblyError) -> ValidationReport? {
        let file = try inside(ValidationReport.file)
        do throws(AssemblyError) {
            return try Self.decode(ValidationReport.self, files(file), from: file)
        } catch .missing {
            return nil
        }
    }

    /// The ids of artifacts. Where there are several nested assemblies they come as the manifest has them: in the order in
    /// which the app made its stages, and the CDK CLI deploys them.
    private func order(of artifacts: [String: Manifest.Artifact], in json: Data) -> [String] {
        let nested = artifacts.values.count { if case .assembly = $0.kind { true } else { false } }
        let written =
            nested > 1 ? try? TemplateReader.read(String(decoding: json, as: UTF8.self))["artifacts"]?.members : nil
        return written?.map(\.key) ?? artifacts.keys.sorted()
    }

    private func version(_ json: Data) throws(AssemblyError) -> SchemaVersion {
        let header = try Self.decode(Manifest.Header.self, json, from: manifestFile)
        guard let version = SchemaVersion(header.version) else {
            throw .malformed(try manifestFile, reason: "'\(header.version)' is no version of the schema")
        }
        guard version.isReadable else {
            throw .unsupportedVersion(header.version, minimumCLIVersion: header.minimumCliVersion)
        }
        return version
    }

    private func nested(
        _ written: Manifest.Nested, _ displayName: String?, count: inout Int
    ) throws(AssemblyError) -> CloudAssembly {
        count += 1
        guard count <= Self.nestedLimit else { throw .tooManyNestedAssemblies(limit: Self.nestedLimit) }
        let folder = try inside(written.directoryName)
        guard folder.isInside(directory) else { throw .outside(written.directoryName, namedIn: try manifestFile) }
        return try AssemblyReader(files: files, directory: folder).assembly(
            named: written.displayName ?? displayName ?? written.directoryName, count: &count)
    }

    /// What a file of this assembly names.
    func inside(_ written: String) throws(AssemblyError) -> AssemblyPath {
        guard let path = directory.appending(written) else {
            throw .outside(written, namedIn: directory.appending("manifest.json") ?? directory)
        }
        return path
    }

    static func decode<Value: Decodable>(
        _ type: Value.Type, _ json: Data, from file: AssemblyPath
    ) throws(AssemblyError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: json)
        } catch let error as DecodingError {
            throw .malformed(file, reason: error.sentence)
        } catch {
            throw .malformed(file, reason: error.localizedDescription)
        }
    }
}

extension DecodingError {
    /// Where, and what is wrong there.
    fileprivate var sentence: String {
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "\(Self.path(context.codingPath)) has another type than it should"
        case .keyNotFound(let key, let context): "\(Self.path(context.codingPath + [key])) is missing"
        case .dataCorrupted: "it is not JSON"
        @unknown default: "it cannot be decoded"
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.isEmpty ? "the whole" : keys.map(\.stringValue).joined(separator: ".")
    }
}

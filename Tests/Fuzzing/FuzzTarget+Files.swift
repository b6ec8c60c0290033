import Buildspec
import CloudFormation
import Foundation
import PipelineAPI
import Project
import Runner

extension FuzzTarget {
    /// A declaration as `aws codepipeline get-pipeline` prints it, in a project's file.
    static let declaration = FuzzTarget("declaration", samples: [Samples.declaration]) {
        load($0, as: "pipeline.json")
    }

    static let pipelineFile = FuzzTarget("pipeline-file", samples: [Samples.pipelineFile, Samples.aliases]) {
        load($0, as: "pipeline.yml")
    }

    /// A template, what it evaluates to, and the pipeline in it.
    static let template = FuzzTarget("template", samples: [Samples.template]) { bytes in
        load(bytes, as: "template.yaml")
        guard let template = Template.decode(Data(bytes)) else { return }
        let stack = StackContext(stackName: "shop")
        precondition(template.evaluated(for: stack) == template.evaluated(for: stack), "one template, two meanings")
    }

    static let buildspec = FuzzTarget("buildspec", samples: [Samples.buildspec]) { bytes in
        _ = try? Buildspec.parse(String(decoding: bytes, as: UTF8.self))
    }

    /// What the CDK writes: one text for whichever file is asked for.
    static let assembly = FuzzTarget("assembly", samples: Samples.assemblies) { bytes in
        let files: AssemblyFiles = { _ throws(AssemblyError) in Data(bytes) }
        guard let assembly = try? CloudAssembly(reading: files) else { return }
        for stack in assembly.stacks {
            _ = assembly.upstream(of: stack)
            _ = try? stack.template(reading: files)
        }
        _ = try? AssetManifest(reading: files, at: .root)
        _ = try? ConstructTree(json: Data(bytes))
    }

    /// What a test tool writes, the name of the format on the first line.
    static let report = FuzzTarget("report", samples: Samples.reports) { bytes in
        let parts = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1)
        guard parts.count == 2,
            let format = Buildspec.ReportGroup.Format(rawValue: String(decoding: parts[0], as: UTF8.self)),
            let content = try? ReportContent(Array(parts[1]), format)
        else { return }
        _ = BuildReport(group: "unit", files: 1, contents: [content, content]).summary
    }

    private static func copy(of declaration: PipelineDeclaration) -> PipelineDeclaration? {
        guard let data = try? WireFormat.encoder().encode(declaration) else { return nil }
        return try? WireFormat.decoder().decode(PipelineDeclaration.self, from: data)
    }

    private static func load(_ bytes: [UInt8], as name: String) {
        withFile(of: bytes, named: name) { file in
            guard let project = try? Project.load(file, defaults: Project.Defaults()) else { return }
            precondition(copy(of: project.declaration) == project.declaration, "what was loaded cannot be sent")
        }
    }
}

/// Calls `body` with a file that has these bytes, in a folder of its own that is removed afterwards.
func withFile(of bytes: [UInt8], named name: String, _ body: (URL) -> Void) {
    let files = FileManager.default
    let folder = files.temporaryDirectory.appending(path: "sluice-fuzz-\(UUID().uuidString.prefix(8))")
    defer { try? files.removeItem(at: folder) }
    guard (try? files.createDirectory(at: folder, withIntermediateDirectories: true)) != nil,
        (try? Data(bytes).write(to: folder.appending(path: name))) != nil
    else { preconditionFailure("no file can be written in \(folder.path)") }
    body(folder.appending(path: name))
}

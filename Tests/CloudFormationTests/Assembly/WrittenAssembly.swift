import CloudFormation
import Foundation

/// An assembly made of texts.
struct WrittenAssembly {
    var files: [String: String]

    /// One whose manifest holds `artifacts`, written as JSON.
    init(version: String = "55.0.0", artifacts: String, files: [String: String] = [:]) {
        self.files = files
        self.files["manifest.json"] = #"{"version": "\#(version)", "artifacts": {\#(artifacts)}}"#
    }

    init(files: [String: String]) {
        self.files = files
    }

    func contents(of path: AssemblyPath) throws(AssemblyError) -> Data {
        guard let text = files[path.description] else { throw .missing(path) }
        return Data(text.utf8)
    }

    func read() throws(AssemblyError) -> CloudAssembly { try CloudAssembly(reading: contents) }

    /// A stack as an artifact, with further properties and members.
    static func stack(_ id: String, dependencies: [String] = [], properties: String = "", more: String = "") -> String {
        let names = dependencies.map { "\"\($0)\"" }.joined(separator: ",")
        return """
            "\(id)": {"type": "aws:cloudformation:stack", "dependencies": [\(names)], \(more)
             "properties": {\(properties) "templateFile": "\(id).template.json"}}
            """
    }
}

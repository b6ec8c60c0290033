import PipelineAPI
import Yams

/// Reads one action: a buildspec, commands, an approval, or anything in CodePipeline's own form.
struct ActionReader {
    let file: PipelineFile
    let pipeline: String
    let entry: Entry
    let sourceArtifact: ArtifactName?
    let path: DeclarationPath

    var node: Node { entry.node }
    var name: String { entry.name }

    static let commonKeys = ["name", "after", "runOrder", "namespace", "roleArn", "region"]
    static let artifactKeys = ["inputs", "inputArtifacts", "outputs", "outputArtifacts"]

    func read() -> ActionDeclaration {
        file.reading(path, providing: node.texts) { readForm() }
    }

    private func readForm() -> ActionDeclaration {
        file.place(path, at: entry.nameNode)
        for member in ["runOrder", "namespace", "roleArn", "region"] {
            file.place(path.member(member), at: node[member])
        }
        if node.scalar?.string == "approval" { return base(.approval, "Manual") }
        if node.scalar?.string == "buildspec" { return readBuild() }
        if node.sequence != nil { return readCommands(node) }
        if node["actionTypeId"] != nil { return readWireForm() }
        if node["approval"] != nil { return readApproval() }
        if let commands = node["commands"] { return readCommands(commands) }
        if node["buildspec"] != nil { return readBuild() }
        reportEmpty()
        return base(.compute, "Commands")
    }

    /// The name of a gate or the one word of an action may be misspelt; else something is missing.
    private func reportEmpty() {
        let word = node.scalar.map { Spelling.nearest(to: $0.string, among: ["approval", "buildspec"]) }
        let meant = word ?? Spelling.nearest(to: name, among: StageReader.keys)
        let known = Set(Self.approvalKeys + Self.buildKeys + Self.commandKeys + Self.wireKeys).sorted()
        if meant == nil, !file.refuseUnknownKeys(of: node, known: known, in: "an action").isEmpty { return }
        file.report(
            "'\(name)' says nothing to do", at: entry.nameNode,
            hint: meant.map { "did you mean '\($0)'?" }
                ?? "give it buildspec, commands or approval, or an actionTypeId")
    }

    /// What every action has, from the keys that every action may have.
    func base(_ category: ActionCategory, _ provider: String) -> ActionDeclaration {
        ActionDeclaration(
            name: ActionName(name),
            actionTypeId: ActionTypeID(category: category, owner: .aws, provider: provider),
            runOrder: file.number(node["runOrder"], "runOrder"), roleArn: file.text(node["roleArn"], "roleArn"),
            region: file.text(node["region"], "region"), namespace: file.text(node["namespace"], "namespace"))
    }

    /// `inputs: [Name, …]`, or CodePipeline's list.
    func readInputs() -> [InputArtifact]? {
        let path = path.member("inputArtifacts")
        guard let inputs = file.either("inputs", "inputArtifacts", of: node) else { return nil }
        if isWire(inputs) {
            return file.wire([InputArtifact].self, inputs, .inputArtifacts, "inputArtifacts", at: path)
        }
        return file.texts(inputs, "inputs", at: path)?.map { InputArtifact(name: ArtifactName($0)) }
    }

    /// `outputs: [Name, …]`, for commands also `Name: [file, …]`, or CodePipeline's list.
    func readOutputs() -> [OutputArtifact]? {
        let path = path.member("outputArtifacts")
        guard let outputs = file.either("outputs", "outputArtifacts", of: node) else { return nil }
        if isWire(outputs) {
            return file.wire([OutputArtifact].self, outputs, .outputArtifacts, "outputArtifacts", at: path)
        }
        if outputs.mapping == nil {
            return file.texts(outputs, "outputs", at: path)?.map { OutputArtifact(name: ArtifactName($0)) }
        }
        return file.entries(outputs, "outputs")?.enumerated().map { index, output in
            file.place(path.element(index), at: output.nameNode)
            return OutputArtifact(
                name: ArtifactName(output.name),
                files: file.texts(
                    output.node, "the files of an output", at: path.element(index).member("files")))
        }
    }

    private func isWire(_ list: Node) -> Bool { list.sequence?.first?.mapping != nil }

    /// What a build or commands read: what is named, else what the source gives.
    var inputs: [InputArtifact]? { readInputs() ?? sourceArtifact.map { [InputArtifact(name: $0)] } }

    func readConfiguration() -> [String: String]? {
        let path = path.member("configuration")
        file.place(path, at: node["configuration"])
        return file.entries(node["configuration"], "configuration")?.reduce(into: [:]) { configuration, entry in
            configuration[entry.name] = file.text(entry.node, "configuration '\(entry.name)'")
            file.place(path.key(entry.name), at: entry.node)
        }
    }
}

import Foundation

extension ActionDeclaration {
    /// The fields in which the action differs from an earlier form of itself, by name.
    func changes(from old: ActionDeclaration, in stage: StageName) -> [DeclarationChange] {
        let before = old.fields
        let after = fields
        return Set(before.keys).union(after.keys).sorted().filter { before[$0] != after[$0] }.map {
            .actionField(stage, name, field: $0, from: before[$0], to: after[$0])
        }
    }

    /// Everything the declaration says, as texts; secrets as nothing.
    private var fields: [String: String] {
        let secrets = ActionType.find(actionTypeId)?.secrets ?? []
        var fields = (configuration ?? [:]).filter { !secrets.contains($0.key) }
            .reduce(into: [:]) { $0["configuration." + $1.key] = $1.value }
        let type = actionTypeId
        fields["actionTypeId"] = "\(type.category.rawValue)/\(type.owner.rawValue)/\(type.provider)/\(type.version)"
        fields["runOrder"] = runOrder.map(String.init)
        fields["commands"] = Written.text(commands)
        fields["environmentVariables"] = Written.text(environmentVariables)
        fields["inputArtifacts"] = Written.text(inputArtifacts)
        fields["outputArtifacts"] = Written.text(outputArtifacts)
        fields["outputVariables"] = Written.text(outputVariables)
        fields["roleArn"] = roleArn
        fields["region"] = region
        fields["namespace"] = namespace
        fields["timeoutInMinutes"] = timeoutInMinutes.map(String.init)
        return fields
    }
}

/// How a change shows a value that is more than a text.
enum Written {
    /// One line of JSON, its keys in order; a list of texts or of plain names as `a, b`; empty is nothing.
    static func text(_ value: (some Encodable)?) -> String? {
        guard let value else { return nil }
        if let texts = value as? [String] { return texts.isEmpty ? nil : texts.joined(separator: ", ") }
        if let inputs = value as? [InputArtifact] { return text(inputs.map(\.name.rawValue)) }
        if let outputs = value as? [OutputArtifact], outputs.allSatisfy({ $0.files == nil }) {
            return text(outputs.map(\.name.rawValue))
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else { return nil }
        let json = String(decoding: data, as: UTF8.self)
        return json == "[]" || json == "{}" ? nil : json
    }
}

import Foundation

extension PolicyStatement {
    /// What stands for a resource or principal that the statement leaves out or opens to all.
    struct Defaults {
        var resource: String?
        var principal: String?
    }

    /// The statements of a policy document as a template writes it, some as JSON in a text. A document or statement
    /// that is a function, or cannot be read, is one opaque statement.
    static func statements(of document: TemplateValue?, defaults: Defaults) -> [PolicyStatement] {
        guard let document, document != .null else { return [] }
        if document.isIntrinsic { return IntrinsicText.rendering(document).map { [opaque($0)] } ?? [] }
        if case .string(let text) = document {
            let read = try? JSONDecoder().decode(TemplateValue.self, from: Data(text.utf8))
            guard let read, read.object != nil else { return [opaque(document)] }
            return self.statements(of: read, defaults: defaults)
        }
        guard let statements = document["Statement"] else { return [] }
        let written = statements.isIntrinsic ? [statements] : statements.list ?? [statements]
        return written.compactMap { statement(of: $0, defaults: defaults) }
    }

    private static func statement(of written: TemplateValue, defaults: Defaults) -> PolicyStatement? {
        guard let members = IntrinsicText.rendering(written) else { return nil }
        guard members.object != nil else { return opaque(members) }
        var statement = PolicyStatement(
            sid: members["Sid"]?.text, effect: members["Effect"]?.text ?? "Allow",
            resources: Targets(members, "Resource"), actions: Targets(members, "Action"),
            principals: Targets(members, "Principal"), condition: members["Condition"]?.json)
        statement.resources.fill(with: defaults.resource)
        statement.principals.fill(with: defaults.principal)
        return statement
    }

    private static func opaque(_ value: TemplateValue) -> PolicyStatement {
        let nothing = Targets(values: [], isNegated: false)
        return PolicyStatement(
            effect: value.text ?? value.json, resources: nothing, actions: nothing, principals: nothing)
    }
}

extension PolicyStatement.Targets {
    /// From `Resource` or `NotResource`, with the texts of principals led by their kind.
    fileprivate init(_ statement: TemplateValue, _ key: String) {
        let written = statement[key] ?? statement["Not" + key]
        isNegated = statement[key] == nil && statement["Not" + key] != nil
        values =
            written?.object.map { kinds in
                kinds.flatMap { kind, names in names.sortedTexts.map { "\(kind):\($0)" } }.sorted()
            } ?? written?.sortedTexts ?? []
    }

    /// An empty list, and a star, mean what the policy belongs to.
    fileprivate mutating func fill(with text: String?) {
        guard let text, !isNegated, values.isEmpty || values == ["*"] else { return }
        values = [text]
    }
}

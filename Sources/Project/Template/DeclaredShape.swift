import CloudFormation

/// `AWS::CodePipeline::Pipeline`'s properties in the shape of CodePipeline's API: names in camelCase, every scalar a
/// text except for the members that the API has as numbers.
enum DeclaredShape {
    private static let numbers: Set<String> = ["runOrder", "timeoutInMinutes"]
    /// Members that belong to the resource and not to the declaration.
    private static let outside: Set<String> = ["DisableInboundStageTransitions", "RestartExecutionOnUpdate", "Tags"]

    static func declaration(_ properties: TemplateValue, named name: String) -> TemplateValue {
        var members = (properties.object ?? [:]).filter { !outside.contains($0.key) }
        let stores = members.removeValue(forKey: "ArtifactStores")?.list
        guard case .object(var shape) = camelCased(.object(members)) else { return .null }
        shape["name"] = .string(name)
        if let stores { shape["artifactStores"] = byRegion(stores) }
        return .object(shape)
    }

    /// The resource lists stores with their regions; the API has a map.
    private static func byRegion(_ stores: [TemplateValue]) -> TemplateValue {
        .object(
            stores.reduce(into: [:]) { map, store in
                guard let region = store["Region"]?.text, let location = store["ArtifactStore"] else { return }
                map[region] = camelCased(location)
            })
    }

    private static func camelCased(_ value: TemplateValue, under name: String = "") -> TemplateValue {
        switch value {
        case .list(let elements): return .list(elements.map { camelCased($0) })
        case .object(let members) where name == "configuration": return .object(members.compactMapValues(configured))
        case .object(let members):
            return .object(
                members.reduce(into: [:]) { object, member in
                    let key = member.key.prefix(1).lowercased() + member.key.dropFirst()
                    if member.value != .null { object[key] = camelCased(member.value, under: key) }
                })
        default:
            let text = value.text ?? ""
            return numbers.contains(name) && Int(text) != nil ? .number(text) : .string(text)
        }
    }

    /// A configuration has texts only: `true`, `1`, and JSON for what has members.
    private static func configured(_ value: TemplateValue) -> TemplateValue? {
        value == .null ? nil : .string(value.text ?? value.json)
    }
}

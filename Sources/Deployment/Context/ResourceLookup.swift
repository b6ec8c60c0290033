import AWS
import CloudFormation
import Foundation

/// Looks up resources of any type (context provider `cc-api-provider`).
struct ResourceLookup {
    let props: [String: TemplateValue]
    let client: CloudControlClient

    /// A resource, by a dotted path of its properties.
    private struct Resource {
        var identifier: String
        var properties: TemplateValue

        init(_ description: ResourceDescription) throws {
            identifier = description.identifier ?? "*MISSING*"
            properties = try JSONDecoder().decode(TemplateValue.self, from: Data((description.properties ?? "{}").utf8))
        }

        subscript(path: String) -> TemplateValue? {
            path.split(separator: ".").reduce(properties) { $0?[String($1)] }
        }
    }

    func answer() async throws -> ContextAnswer {
        let type = props["typeName"]?.text ?? ""
        let found: [Resource]
        switch (props["exactIdentifier"]?.text, props["propertyMatch"]?.object) {
        case (let identifier?, nil):
            found = try await [client.resource(identifier, of: type)].compactMap(\.self).map(Resource.init)
            if found.isEmpty { return none("No resource of type \(type) with identifier: \(identifier)") }
        case (nil, let match?):
            found = try await resources(of: type, matching: match)
            let expected = props["expectedMatchCount"]?.text ?? "any"
            let criteria = "\(type) resources matching \(TemplateValue.object(match).json)"
            if found.isEmpty, ["at-least-one", "exactly-one"].contains(expected) {
                return none("Found no \(criteria)")
            }
            if found.count > 1, ["at-most-one", "exactly-one"].contains(expected) {
                return .failed("Found \(found.count) \(criteria), but wanted \(expected.replacing("-", with: " "))")
            }
        default: return .failed("a resource is looked up by its identifier or by its properties")
        }
        return given(found)
    }

    private func resources(of type: String, matching match: [String: TemplateValue]) async throws -> [Resource] {
        let model = props["resourceModel"]?.json
        return try await client.resources(of: type, model: model).map(Resource.init).filter { resource in
            match.allSatisfy { resource[$0.key] == $0.value }
        }
    }

    /// What was asked for of each; the lookup fails where one has not that.
    private func given(_ found: [Resource]) -> ContextAnswer {
        let wanted = props["propertiesToReturn"]?.list?.compactMap(\.text) ?? []
        var answer: [TemplateValue] = []
        for resource in found {
            var values: [String: TemplateValue] = ["Identifier": .string(resource.identifier)]
            for path in wanted {
                guard let value = resource[path] else {
                    return .failed("\(resource.identifier) has no property \(path)")
                }
                values[path] = value
            }
            answer.append(.object(values))
        }
        return .found(.list(answer))
    }

    private func none(_ reason: String) -> ContextAnswer {
        if props.isTrue("ignoreErrorOnMissingContext"), let dummy = props["dummyValue"] { return .found(dummy) }
        return .failed(reason)
    }
}

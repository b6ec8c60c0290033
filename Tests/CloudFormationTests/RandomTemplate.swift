import TestSupport

/// A random template: parameters, a mapping, conditions that ask for each other, and resources that do.
struct RandomTemplate {
    /// What expressions may name.
    struct Names {
        var conditions: [String]
        var resources: [String]
    }

    struct Resource {
        var id: String
        var condition: String?
        var properties: RandomExpression
    }

    /// In the order of the file; each asks only for those whose number is lower.
    var conditions: [(name: String, value: RandomCondition)]
    var resources: [Resource]

    /// By stage and key. Another stage has none.
    static let sizes = ["prod": ["A": "big", "B": "4"], "dev": ["A": "small", "B": "1"]]
    static let exports = ["net-vpc": "vpc-1"]

    init(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let all = (0..<Int.random(in: 1...5, using: &random)).map { "C\($0)" }
        conditions = all.indices.map { index in
            (all[index], RandomCondition.any(depth: 3, others: Array(all[..<index]), &random))
        }.shuffled(using: &random)
        let names = Names(
            conditions: all, resources: (0..<Int.random(in: 1...4, using: &random)).map { "R\($0)" })
        resources = names.resources.map { id in
            let members = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                RandomExpression.any(depth: 4, mayVanish: true, names, &random)
            }
            let condition = Bool.random(using: &random) ? all.randomElement(using: &random) : nil
            return Resource(id: id, condition: condition, properties: .object(members))
        }
    }

    var json: String {
        let conditions = conditions.map { #""\#($0.name)": \#($0.value.json)"# }.joined(separator: ", ")
        let resources = resources.map { resource in
            let condition = resource.condition.map { #", "Condition": "\#($0)""# } ?? ""
            return
                #""\#(resource.id)": {"Type": "Test::A::Thing"\#(condition), "Properties": \#(resource.properties.json)}"#
        }
        return """
            {"Parameters": {"Stage": {"Type": "String", "Default": "none"}, "Size": {"Type": "Number", "Default": 3},
              "Names": {"Type": "CommaDelimitedList", "Default": "x , y"}, "Token": {"Type": "String"}},
            "Mappings": {"Sizes": {"prod": {"A": "big", "B": 4}, "dev": {"A": "small", "B": 1}}},
            "Conditions": {\(conditions)}, "Resources": {\(resources.joined(separator: ", "))}}
            """
    }

    var yaml: String {
        let resources = resources.map { resource in
            let condition = resource.condition.map { "Condition: \($0), " } ?? ""
            return "  \(resource.id): {Type: 'Test::A::Thing', \(condition)Properties: \(resource.properties.yaml)}\n"
        }
        return """
            Parameters:
              Stage: {Type: String, Default: none}
              Size: {Type: Number, Default: 3}
              Names: {Type: CommaDelimitedList, Default: 'x , y'}
              Token: {Type: String}
            Mappings: {Sizes: {prod: {A: big, B: 4}, dev: {A: small, B: 1}}}
            Conditions:
            \(conditions.map { "  \($0.name): \($0.value.yaml)" }.joined(separator: "\n"))
            Resources:
            \(resources.joined())
            """
    }
}

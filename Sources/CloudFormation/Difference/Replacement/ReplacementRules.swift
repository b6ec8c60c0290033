/// Which properties of the common types cannot change in place.
///
/// From "Update requires" of each property in CloudFormation's resource reference. A line is a type and its
/// properties: one with `?` is replaced depending on the values, `*` means every property.
enum ReplacementRules {
    struct Rule {
        var expected: Set<String> = []
        var possible: Set<String> = []

        func replacement(ofChanging path: PropertyPath) -> Replacement {
            guard let property = path.property, property != "Tags" else { return .never }
            if expected.contains(property) || expected.contains("*") { return .expected }
            return possible.contains(property) ? .possible : .never
        }
    }

    /// `nil` for a type that the table does not know.
    static func rule(of type: String) -> Rule? { table[type] }

    private static let table: [String: Rule] = text.split(separator: "\n").reduce(into: [:]) { table, line in
        let words = line.split(separator: " ").map(String.init)
        let properties = words.dropFirst()
        table[words[0]] = Rule(
            expected: Set(properties.filter { !$0.hasSuffix("?") }),
            possible: Set(properties.filter { $0.hasSuffix("?") }.map { String($0.dropLast()) }))
    }
}

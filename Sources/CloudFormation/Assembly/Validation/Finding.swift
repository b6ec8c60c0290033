/// What an app, or a plug-in that validates what it makes (such as cdk-nag), says against it.
public struct Finding: Sendable, Hashable {
    /// `info`, `warning`, `error`, `fatal`, or a plug-in's own word.
    public var severity: String
    public var message: String
    /// The plug-in and its rule, such as `cdk-nag::S1`; the app's own remarks come from none.
    public var rule: String?
    /// How to mend it.
    public var fix: String?
    public var places: [Place]
    /// Whether nothing may be deployed with it.
    public var isFailure: Bool

    /// What it is said of.
    public struct Place: Sendable, Hashable {
        public var constructPath: String?
        public var logicalID: String?
        public var templateFile: String?
        public var propertyPaths: [String] = []
    }

    /// For people: an app's own remark in one line for each place, others with where they hold and how to mend them.
    public var lines: [String] {
        guard let rule else { return places.compactMap(\.constructPath).map { "\(severity): \($0): \(message)" } }
        return ["\(severity): \(message) (\(rule))"] + places.map { "  \($0.words)" }
            + (fix.map { ["  how to fix it: \($0)"] } ?? [])
    }
}

extension Finding.Place {
    /// `shop/Bucket/Resource: Bucket1 in shop.template.json, Properties/AccessControl`
    fileprivate var words: String {
        let resource = [logicalID, templateFile].compactMap(\.self).joined(separator: " in ")
        let detail = ([resource] + propertyPaths).filter { !$0.isEmpty }.joined(separator: ", ")
        return [constructPath ?? "", detail].filter { !$0.isEmpty }.joined(separator: ": ")
    }
}

extension CloudAssembly {
    /// What is said against stacks: by the plug-ins, and by the app where they did not pass that on.
    public func findings(in stacks: [StackArtifact]) -> [Finding] {
        let names = Set(stacks.map(\.displayName))
        let found = (validation?.findings ?? []).compactMap { $0.within(names) }
        if validation?.hasAnnotations == true { return found }
        return stacks.flatMap(\.constructs.annotations).map(Finding.init) + found
    }
}

extension Finding {
    fileprivate init(_ annotation: Annotation) {
        self.init(
            severity: annotation.level.rawValue, message: annotation.message,
            places: [Place(constructPath: annotation.constructPath)], isFailure: annotation.level == .error)
    }

    /// What of it concerns stacks with these construct paths; what has no place concerns all.
    fileprivate func within(_ stacks: Set<String>) -> Finding? {
        var finding = self
        finding.places = places.filter { place in
            guard let path = place.constructPath else { return true }
            return stacks.contains { path == $0 || path.hasPrefix($0 + "/") }
        }
        return places.isEmpty || !finding.places.isEmpty ? finding : nil
    }
}

import ArgumentParser
import PipelineAPI
import Project

/// A stage as a person names it: exact, or a beginning that only one stage has.
struct StageArgument: ExpressibleByArgument, Sendable {
    var text: String

    init?(argument: String) { text = argument }

    static let defaultCompletionKind = CompletionKind.custom { _, _, _ in [] }

    func find(in stages: [StageState]) throws(CommandFailure) -> StageState {
        let names = stages.compactMap(\.stageName?.rawValue)
        let name = try NameMatching.find(text, among: names, kind: "stage")
        guard let stage = stages.first(where: { $0.stageName?.rawValue == name }) else {
            throw .usage("there is no stage '\(text)'")
        }
        return stage
    }
}

/// `STAGE/ACTION` as a person writes it; the stage may be left out where only one has such an action.
struct ActionArgument: ExpressibleByArgument, Sendable {
    var text: String

    init?(argument: String) { text = argument }

    func find(in stages: [StageState]) throws(CommandFailure) -> (stage: StageState, action: ActionName) {
        let paths = stages.flatMap { stage in
            (stage.actionStates ?? []).map { "\(stage.stageName ?? "")/\($0.actionName ?? "")" }
        }
        let path = try Self.path(text, among: paths)
        let parts = path.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2, let stage = stages.first(where: { $0.stageName?.rawValue == parts[0] }) else {
            throw .usage("there is no action '\(text)'")
        }
        return (stage, ActionName(parts[1]))
    }
}

extension ActionArgument {
    private static func path(_ text: String, among paths: [String]) throws(CommandFailure) -> String {
        let words = text.lowercased().split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let matching = paths.filter { path in
            let names = path.lowercased().split(separator: "/", maxSplits: 1)
            guard names.count == 2 else { return false }
            if words.count == 2 { return names[0].hasPrefix(words[0]) && names[1].hasPrefix(words[1]) }
            return names[1].hasPrefix(words[0])
        }
        // What is written out is meant, whatever else begins so.
        let whole = matching.filter {
            $0.lowercased() == text.lowercased() || $0.lowercased().hasSuffix("/" + text.lowercased())
        }
        let found = whole.isEmpty ? matching : whole
        if found.count == 1, let path = found.first { return path }
        if found.count > 1 { throw .usage("'\(text)' could be \(found.joined(separator: " or "))") }
        return try NameMatching.find(text, among: paths, kind: "action")
    }
}

enum NameMatching {
    /// The name that is meant: exact, else the only one with this beginning, whatever the case.
    static func find(_ text: String, among names: [String], kind: String) throws(CommandFailure) -> String {
        if names.contains(text) { return text }
        let lower = text.lowercased()
        let beginning = names.filter { $0.lowercased().hasPrefix(lower) }
        if beginning.count == 1, let name = beginning.first { return name }
        if beginning.count > 1 {
            throw .usage("'\(text)' could be \(beginning.joined(separator: " or "))")
        }
        let meant = Spelling.nearest(to: text, among: names).map { "Did you mean '\($0)'? " } ?? ""
        throw .usage("there is no \(kind) '\(text)'", hint: "\(meant)It has \(names.joined(separator: ", ")).")
    }
}

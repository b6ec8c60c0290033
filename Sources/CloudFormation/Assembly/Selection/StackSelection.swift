/// The stacks that a command is about.
public struct StackSelection: Sendable, Hashable {
    /// In the order of deployment.
    public var stacks: [StackArtifact]
    /// Those of them that nobody named, but that others need first.
    public var added: [StackArtifact]

    /// Why nothing is selected.
    public enum Refusal: Error, Sendable, Hashable, CustomStringConvertible {
        case noStacks
        /// Only stages have some, which their pipelines deploy.
        case stagesOnly
        case noMatch([String])
        /// Several, and none is named.
        case ambiguous([String])

        public var description: String {
            switch self {
            case .noStacks: "This app contains no stacks"
            case .stagesOnly: "All stacks of this app are in stages: name those that are meant; '**' means every one"
            case .noMatch(let patterns): "No stacks match the name(s) \(patterns.joined(separator: ", "))"
            case .ambiguous(let names):
                "Since this app includes more than a single stack, specify which stacks to use (wildcards are "
                    + "supported) or specify `--all`: \(names.joined(separator: " · "))"
            }
        }
    }
}

extension CloudAssembly {
    /// Which stacks a command may be about.
    public enum Choice: Sendable, Hashable {
        /// The only one that is not of a stage.
        case single
        /// All that are not of a stage.
        case all
        /// Shell patterns for the stacks' display names.
        case matching([String])
    }

    /// - Parameter exclusively: leaves out the stacks that the chosen ones need first.
    public func selecting(
        _ choice: Choice, exclusively: Bool = false
    ) throws(StackSelection.Refusal) -> StackSelection {
        let chosen = try chosen(choice)
        let needed = exclusively ? [] : chosen.flatMap { upstream(of: $0) }
        return StackSelection(
            stacks: allStacks.filter { chosen.contains($0) || needed.contains($0) },
            added: allStacks.filter { needed.contains($0) && !chosen.contains($0) })
    }

    private func chosen(_ choice: Choice) throws(StackSelection.Refusal) -> [StackArtifact] {
        let all = allStacks
        guard !all.isEmpty else { throw .noStacks }
        switch choice {
        case .all:
            guard !stacks.isEmpty else { throw .stagesOnly }
            return stacks
        case .single:
            guard stacks.count == 1 else { throw .ambiguous(all.map(\.shownName)) }
            return stacks
        case .matching(let texts):
            let patterns = texts.map { StackPattern($0) }
            let matching = all.filter { stack in patterns.contains { $0.matches(stack.displayName) } }
            guard !matching.isEmpty else { throw .noMatch(texts) }
            return matching
        }
    }
}

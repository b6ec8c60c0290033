import CloudFormation

/// What a rehearsal found, in words that claim nothing more.
struct RehearsalReport {
    enum Kind {
        case changeSet(String)
        /// The stack itself.
        case stack
    }

    var outputs: [StackOutput]
    /// Whether the change set was gone and had to be made again.
    var isMadeAgain = false
    private var first: String
    private var details: [String]

    /// Beyond that a summary is cut, as CodePipeline's are.
    private static let summaryLimit = 2000

    init(_ changeSet: RehearsedChangeSet, _ kind: Kind, _ target: RehearsedStacks.Target) {
        outputs = changeSet.outputs
        let (changes, stack) = (Self.changes(changeSet), target.name)
        switch kind {
        case .changeSet(let name): first = "change set \(name) of \(stack): \(changes)"
        case .stack: first = "\(changeSet.kind == .create ? "creating" : "updating") \(stack): \(changes)"
        }
        if changeSet.security.isBroadening { first += " · broadens permissions" }
        if let sight = target.sight { first += " · \(sight.words)" }
        details = changeSet.difference.text().split(separator: "\n").map(String.init)
    }

    /// The first line says it, the others show the resources.
    var summary: String {
        let again = isMadeAgain ? " (the change set was gone and is made again)" : ""
        let text = (["rehearsed \(first)\(again)"] + details).joined(separator: "\n")
        return text.count <= Self.summaryLimit ? text : text.prefix(Self.summaryLimit - 2) + " …"
    }

    private static func changes(_ changeSet: RehearsedChangeSet) -> String {
        if changeSet.isEmpty { return "nothing would change" }
        return ChangeCounts(changeSet.difference).words
    }
}

import ArgumentParser
import CloudFormation

/// A stack as a person names it: its construct path, its name, its id, or a beginning that only one has.
struct StackArgument: ExpressibleByArgument, Sendable {
    var text: String

    init?(argument: String) { text = argument }

    /// The stack that is written out: its construct path, its name or its id.
    func exact(in assembly: CloudAssembly) -> StackArtifact? {
        assembly.allStacks.first { [$0.stackName, $0.id, $0.displayName].contains(text) }
    }

    func find(in assembly: CloudAssembly) throws(CommandFailure) -> StackArtifact {
        if let stack = exact(in: assembly) { return stack }
        let stacks = assembly.allStacks
        let name = try NameMatching.find(text, among: stacks.map(\.displayName), kind: "stack")
        guard let stack = stacks.first(where: { $0.displayName == name }) else {
            throw .usage("there is no stack '\(text)'")
        }
        return stack
    }
}

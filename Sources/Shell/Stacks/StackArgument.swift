import ArgumentParser
import CloudFormation

/// A stack as a person names it: its construct path, its name, its id, or a beginning that only one has.
struct StackArgument: ExpressibleByArgument, Sendable {
    var text: String

    init?(argument: String) { text = argument }

    func find(in assembly: CloudAssembly) throws(CommandFailure) -> StackArtifact {
        let stacks = assembly.allStacks
        if let stack = stacks.first(where: { [$0.stackName, $0.id].contains(text) }) { return stack }
        let name = try NameMatching.find(text, among: stacks.map(\.displayName), kind: "stack")
        guard let stack = stacks.first(where: { $0.displayName == name }) else {
            throw .usage("there is no stack '\(text)'")
        }
        return stack
    }
}

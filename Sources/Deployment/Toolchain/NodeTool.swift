/// What `npm` and `npx` are called for: only the CDK's own tools are sluice's, all else is the real program's.
enum NodeTool: Equatable {
    /// sluice has these packages; nothing is installed.
    case provided([String])
    /// The real program, with these arguments.
    case passed([String], without: [String])
    /// `npx cdk …`: the program and its arguments.
    case runs(String, [String])

    private static let packages = ["aws-cdk": "cdk", "cdk": "cdk", "cdk-assets": "cdk-assets"]
    private static let installing: Set<String> = ["install", "i", "add", "in"]
    /// Options of `npx` that a value follows.
    private static let valued: Set<String> = ["-p", "--package", "-c", "--call", "-w", "--workspace"]

    /// Only global installations: what a project asks for in its own folder it gets.
    static func npm(_ arguments: [String]) -> NodeTool {
        let words = arguments.filter { !$0.hasPrefix("-") }
        let isGlobal = arguments.contains { ["-g", "--global", "--location=global"].contains($0) }
        guard isGlobal, let command = words.first, installing.contains(command) else {
            return .passed(arguments, without: [])
        }
        let provided = words.dropFirst().filter { packages[name(of: $0)] != nil && name(of: $0) != "cdk" }
        if provided.isEmpty { return .passed(arguments, without: []) }
        if provided.count == words.count - 1 { return .provided(provided) }
        return .passed(arguments.filter { !provided.contains($0) }, without: provided)
    }

    static func npx(_ arguments: [String]) -> NodeTool {
        var index = arguments.startIndex
        while index < arguments.endIndex, arguments[index].hasPrefix("-") {
            index += valued.contains(arguments[index]) ? 2 : 1
        }
        guard index < arguments.endIndex, let program = packages[name(of: arguments[index])] else {
            return .passed(arguments, without: [])
        }
        return .runs(program, Array(arguments[(index + 1)...]))
    }

    /// A package without its version.
    private static func name(of package: String) -> String {
        guard let at = package.lastIndex(of: "@"), at != package.startIndex else { return package }
        return String(package[..<at])
    }
}

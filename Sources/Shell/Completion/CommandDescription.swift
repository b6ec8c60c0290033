import ArgumentParser
import Foundation
import LineEditor

/// What the parser says of a command (`_dumpHelp()`), as far as completion needs it.
struct CommandDescription {
    private struct Dump: Decodable {
        var command: Command

        struct Command: Decodable { var arguments: [Argument]? }
    }

    private struct Argument: Decodable {
        struct Name: Decodable {
            var kind: String
            var name: String
        }

        var kind: String
        var names: [Name]?
        var valueName: String?
        var abstract: String?
        var isRepeating: Bool?

        /// `--name`, the long form where there is one.
        var option: String? {
            guard let names, let name = names.first(where: { $0.kind == "long" }) ?? names.first else { return nil }
            return (name.kind == "long" ? "--" : "-") + name.name
        }

        func isNamed(_ word: String) -> Bool {
            names?.contains { ($0.kind == "long" ? "--" : "-") + $0.name == word } ?? false
        }
    }

    private let arguments: [Argument]

    init?(_ type: any ParsableCommand.Type) {
        guard let dump = try? JSONDecoder().decode(Dump.self, from: Data(type._dumpHelp().utf8)) else { return nil }
        arguments = dump.command.arguments ?? []
    }

    /// The options that were not given yet.
    func options(besides words: [String]) -> [Candidate] {
        arguments.filter { $0.kind != "positional" }.compactMap { argument in
            guard let option = argument.option, !words.contains(where: argument.isNamed) else { return nil }
            return Candidate(option, description: argument.abstract)
        }
    }

    /// What the next word stands for: the value of an option, or the next positional argument.
    func valueName(after words: [String]) -> String? {
        let given = words.dropFirst()
        if let last = given.last, let option = arguments.first(where: { $0.kind == "option" && $0.isNamed(last) }) {
            return option.valueName
        }
        let positionals = arguments.filter { $0.kind == "positional" }
        var count = 0
        var isValue = false
        for word in given {
            if isValue {
                isValue = false
            } else if word.hasPrefix("-") {
                isValue = arguments.contains { $0.kind == "option" && $0.isNamed(word) }
            } else {
                count += 1
            }
        }
        if count < positionals.count { return positionals[count].valueName }
        return positionals.last.flatMap { $0.isRepeating ?? false ? $0.valueName : nil }
    }
}

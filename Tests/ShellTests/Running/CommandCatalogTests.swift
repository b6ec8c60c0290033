import ArgumentParser
import Testing

@testable import Shell

@Suite struct CommandCatalogTests {
    /// A name that the parser works out from the type's costs a search of every conformance in the program, for each
    /// command that is looked at before the one meant: a fifth of a short command's life.
    @Test(arguments: CommandCatalog.commands.map { NamedCommand(type: $0) })
    func everyCommandSaysItsName(_ command: NamedCommand) {
        #expect(command.type.configuration.commandName != nil)
    }

    struct NamedCommand: Sendable, CustomTestStringConvertible {
        let type: any ShellCommand.Type
        var testDescription: String { "\(type)" }
    }
}

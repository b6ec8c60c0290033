import Foundation

extension Workplace {
    /// Whether the `age` command is here, as a referee.
    static let hasAge = isProgram("age")

    /// Runs `age`, or `age-keygen`, in the folder.
    func age(_ program: String, _ arguments: [String]) async throws -> Command {
        try await Command.run(
            URL(filePath: "/usr/bin/env"), [program] + arguments, in: folder, environment: environment)
    }
}

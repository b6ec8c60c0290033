import Foundation

extension Console {
    /// Asks for a name until there is one; Enter alone means the usual one.
    ///
    /// - Throws: `CommandFailure.interrupted` at the end of the input.
    func askForName(_ question: String, usual: String? = nil) async throws -> String {
        let prompt = question + (usual.map { " [\(Untrusted.line($0))]" } ?? "") + ": "
        while let answer = await ask(prompt) {
            let name = answer.trimmingCharacters(in: .whitespaces)
            if !name.isEmpty { return name }
            if let usual { return usual }
        }
        throw CommandFailure.interrupted(nil)
    }
}

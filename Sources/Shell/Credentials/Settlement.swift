import Credentials
import Foundation

/// What becomes of a token that was found where it does not belong, if the store has another secret for the same.
enum Settlement {
    /// Both stay where they are.
    case leave
    /// The store's stays, and the other is taken out of where it was.
    case keepStored
    /// It takes the place of the store's.
    case replace

    /// Asks the person; where nobody is asked, nothing is lost.
    static func asking(_ context: CommandContext, _ consent: ConsentOptions) -> (Credential) async -> Settlement {
        { credential in
            let label = CredentialSummary(credential).label
            context.console.note("The store has another secret for \(label). Nothing here shows which of them is good.")
            guard !context.options.yes, !consent.yes, context.console.isInputTerminal else {
                context.console.note("Both stay: at a terminal, and without --yes, it is asked which is to go.")
                return .leave
            }
            let question =
                "[1] keep the store's and drop this one, [2] put this one in its place, or Enter to leave both? "
            while let answer = await context.console.ask(question) {
                switch answer.trimmingCharacters(in: .whitespaces) {
                case "": return .leave
                case "1": return .keepStored
                case "2": return .replace
                default: continue
                }
            }
            return .leave
        }
    }
}

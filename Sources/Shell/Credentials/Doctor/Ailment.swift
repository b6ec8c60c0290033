/// Something about credentials that is not as it should be.
struct Ailment {
    let text: String
    /// What could be done about it here; `nil` where only the person can do something.
    var remedy: Remedy?

    struct Remedy {
        /// Asked before it is done.
        let question: String
        /// Answers what was done; `nil` where it had to be left as it is, which has been said then.
        let apply: () async throws -> String?
    }

    /// Says what it is, and mends it where the person wants that. Answers whether it is mended.
    func mend(in context: CommandContext, _ consent: ConsentOptions) async throws -> Bool {
        context.console.show(context.console.style.paint("✗", .red) + " " + text)
        guard let remedy else { return false }
        let isWanted =
            if context.options.yes || consent.yes { true } else if context.console.isInputTerminal {
                await context.console.confirm("  " + remedy.question)
            } else { false }
        guard isWanted else { return false }
        do {
            guard let done = try await remedy.apply() else { return false }
            context.console.show("  " + done)
            return true
        } catch let error where !(error is CancellationError || error is CommandFailure) {
            // What is wrong beside it is to be looked at too.
            for line in ErrorReport.failure(for: error).lines { context.console.note("  " + line) }
            return false
        }
    }
}

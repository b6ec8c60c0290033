import Credentials
import LineEditor

/// A secret on the screen, for as long as a person looks.
struct ShownSecret {
    let console: Console

    func show(_ secret: Secret, above heading: String? = nil) async {
        if let heading { console.show(heading) }
        let lines = Untrusted.shown(secret.reveal()).split(separator: "\n", omittingEmptySubsequences: false)
        console.writeOutput(lines.joined(separator: "\n") + "\n")
        _ = await console.readSecret("Enter clears it. ")
        console.writeOutput(Self.clearing(lines.map(String.init), width: console.width))
    }

    /// Goes up over the lines and the question behind them, and clears from there to the end of the screen.
    private static func clearing(_ lines: [String], width: Int) -> String {
        let rows = lines.reduce(0) { $0 + max(1, (DisplayWidth.columns($1) + width - 1) / width) }
        return "\u{1B}[\(rows + 1)A\r\u{1B}[J"
    }
}

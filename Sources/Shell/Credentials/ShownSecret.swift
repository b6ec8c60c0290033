import Credentials
import LineEditor

/// A secret on the screen, for as long as a person looks.
///
/// Nothing of it may scroll off the screen, since what has scrolled off can't be cleared: a long one is shown page by page,
/// on the alternate screen, of which most terminals keep nothing, and each page is cleared.
struct ShownSecret {
    let console: Console

    func show(_ secret: Secret, above heading: String? = nil) async {
        let text = [heading, Untrusted.shown(secret.reveal())].compactMap(\.self).joined(separator: "\n")
        let pages = ScreenPages(width: console.width, height: console.height).pages(of: text)
        console.writeOutput(Self.alternateScreen + "\n")
        for (number, page) in pages.enumerated() {
            let isLast = number == pages.count - 1
            let question = isLast ? "Enter clears it. " : "Enter shows more (\(number + 1) of \(pages.count)). "
            console.writeOutput(page.text + "\n")
            let answer = await console.readSecret(question)
            console.writeOutput(Self.clearing(rows: page.rows + 1))
            if answer == nil { break }
        }
        console.writeOutput(Self.usualScreen)
    }

    private static let alternateScreen = "\u{1B}[?1049h"
    private static let usualScreen = "\u{1B}[?1049l"

    /// Row by row from the one below it upwards: some terminals keep what is cleared at once.
    private static func clearing(rows: Int) -> String {
        "\r" + String(repeating: "\u{1B}[A\u{1B}[2K", count: rows)
    }
}

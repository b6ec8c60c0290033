import Foundation

/// Colours and signs, as far as the terminal has them. Both only ever stand beside words.
public struct Style: Sendable, Hashable {
    public var hasColor: Bool
    /// Whether signs beyond ASCII can be shown.
    public var hasUnicode: Bool

    public static let plain = Style(hasColor: false, hasUnicode: true)

    public init(hasColor: Bool, hasUnicode: Bool) {
        self.hasColor = hasColor
        self.hasUnicode = hasUnicode
    }

    /// What the environment asks for: `NO_COLOR`, `TERM=dumb` and a locale without UTF-8 are honoured.
    public static func fitting(_ environment: [String: String], isTerminal: Bool) -> Style {
        let term = environment["TERM"] ?? "dumb"
        let isSilenced = !(environment["NO_COLOR"] ?? "").isEmpty
        let locale = environment["LC_ALL"] ?? environment["LC_CTYPE"] ?? environment["LANG"] ?? ""
        let isForeign = !locale.isEmpty && !locale.uppercased().contains("UTF")
        return Style(hasColor: isTerminal && term != "dumb" && !isSilenced, hasUnicode: !isForeign && term != "dumb")
    }

    /// The text with our own punctuation in ASCII where the terminal has no more.
    public func spelled(_ text: String) -> String {
        if hasUnicode { return text }
        return Self.twins.reduce(text) { $0.replacingOccurrences(of: $1.key, with: $1.value) }
    }

    private static let twins = ["·": "-", "→": "->", "…": "...", "×": "x"]

    public enum Color: String, Sendable {
        case green = "32"
        case red = "31"
        case yellow = "33"
        case blue = "34"
        case faint = "2"
        case bold = "1"
    }

    public func paint(_ text: String, _ color: Color) -> String {
        hasColor && !text.isEmpty ? "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m" : text
    }
}

/// The sign of a state, one character wide.
public enum Sign: Sendable {
    case succeeded, failed, running, waiting, stopped, superseded, approval, undone

    var color: Style.Color {
        switch self {
        case .succeeded: .green
        case .failed: .red
        case .running: .blue
        case .approval, .undone: .yellow
        case .waiting, .stopped, .superseded: .faint
        }
    }

    func text(_ style: Style) -> String {
        switch self {
        case .succeeded: style.hasUnicode ? "✓" : "+"
        case .failed: style.hasUnicode ? "✗" : "x"
        case .running: style.hasUnicode ? "●" : "*"
        case .waiting: style.hasUnicode ? "◌" : "."
        case .stopped: style.hasUnicode ? "‖" : "="
        case .superseded: style.hasUnicode ? "⤼" : ">"
        case .approval: "?"
        case .undone: style.hasUnicode ? "↩" : "<"
        }
    }

    func painted(_ style: Style) -> String { style.paint(text(style), color) }
}

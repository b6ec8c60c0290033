/// What can go wrong with a terminal in a test.
public enum TerminalError: Error, CustomStringConvertible {
    case noTerminal(Int32)
    case notStarted(String, Int32)
    case notShown(String, screen: String)

    public var description: String {
        switch self {
        case .noTerminal(let code): "no pseudo-terminal could be opened (error \(code))"
        case .notStarted(let path, let code): "'\(path)' could not be started on the terminal (error \(code))"
        case .notShown(let what, let screen): "the terminal never showed \(what); it shows:\n\(screen)"
        }
    }
}

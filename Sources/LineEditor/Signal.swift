/// How reading a line ended.
public enum Signal: Sendable, Hashable {
    /// Enter; pasted text may hold several lines.
    case line(String)
    /// Ctrl-C: the line was dropped.
    case interrupted
    /// Ctrl-D on an empty line, or the end of the input.
    case endOfInput
}

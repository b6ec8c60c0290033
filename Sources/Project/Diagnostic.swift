public import Foundation

/// Something wrong in a user's file: where, what, and what to do. Loading reports all of them at once.
public struct Diagnostic: Error, Sendable, Hashable, Comparable, CustomStringConvertible {
    public var file: URL
    /// From 1; `nil` when the file as a whole is meant.
    public var line: Int?
    /// From 1.
    public var column: Int?
    public var sentence: String
    public var hint: String?

    public init(file: URL, line: Int? = nil, column: Int? = nil, sentence: String, hint: String? = nil) {
        self.file = file
        self.line = line
        self.column = column
        self.sentence = sentence
        self.hint = hint
    }

    /// `file:line:column: sentence (hint)`.
    public var description: String {
        let place = [file.lastPathComponent, line.map(String.init), column.map(String.init)].compactMap { $0 }
        return place.joined(separator: ":") + ": " + sentence + (hint.map { " (\($0))" } ?? "")
    }

    public static func < (left: Diagnostic, right: Diagnostic) -> Bool {
        (left.line ?? 0, left.column ?? 0, left.sentence) < (right.line ?? 0, right.column ?? 0, right.sentence)
    }
}

/// Why a project cannot be loaded.
public enum ProjectError: Error, Sendable, CustomStringConvertible {
    /// No project file in the folder or any above it.
    case notFound(from: URL)
    /// Several files of one folder declare a pipeline.
    case ambiguous([URL])
    /// The file is there, and this is what is wrong with it.
    case invalid(file: URL, [Diagnostic])
    /// A kind of project that sluice does not run.
    case unsupported(file: URL, reason: String)

    public var description: String {
        switch self {
        case .notFound(let folder):
            "there is no pipeline.yml in \(folder.path) or any folder above it; write one, or `open` another folder"
        case .ambiguous(let files):
            "several files here declare a pipeline: \(files.map(\.lastPathComponent).joined(separator: ", ")); "
                + "`open FILE` chooses one"
        case .invalid(_, let diagnostics):
            diagnostics.map(\.description).joined(separator: "\n")
        case .unsupported(let file, let reason):
            "\(file.lastPathComponent): \(reason)"
        }
    }
}

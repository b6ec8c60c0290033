import Foundation
import PipelineAPI
import Project
import Testing

/// A file's text in which ❶, ❷, … mark where findings belong, in the order in which they are reported.
struct MarkedText {
    var text = ""
    /// Line and column, both from 1.
    var places: [String] = []

    init(_ marked: String) {
        var line = 1
        var column = 1
        for character in marked {
            if "❶❷❸❹❺❻".contains(character) {
                places.append("\(line):\(column)")
                continue
            }
            text.append(character)
            column += 1
            if character.isNewline { (line, column) = (line + 1, 1) }
        }
    }
}

extension Project {
    static let testDefaults = Defaults(repository: "me/shop")

    /// The project that a text in a file of this name would be.
    static func read(_ text: String, name: String = "pipeline.yml", defaults: Defaults = testDefaults) throws -> Project
    {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "sluice-test-\(UUID().uuidString.prefix(8))", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: name)
        try Data(text.utf8).write(to: file)
        return try load(file, defaults: defaults)
    }

    /// What is wrong with a text.
    static func diagnostics(_ text: String, name: String = "pipeline.yml") throws -> [Diagnostic] {
        do {
            _ = try read(text, name: name)
            return []
        } catch ProjectError.invalid(_, let diagnostics) {
            return diagnostics
        }
    }
}

extension Diagnostic {
    /// `line:column`; nothing where the whole file is meant.
    var place: String? { line.map { "\($0):\(column ?? 0)" } }
    /// The sentence with its hint, without the place.
    var words: String { sentence + (hint.map { " (\($0))" } ?? "") }
}

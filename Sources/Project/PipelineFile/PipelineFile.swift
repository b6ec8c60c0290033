import Foundation
import PipelineAPI
import Yams

/// Reads a pipeline from YAML (or JSON, which YAML includes): the short form, or the declaration as CodePipeline writes
/// it, or a mixture. Collects what is wrong instead of stopping at the first mistake.
final class PipelineFile {
    let file: URL
    let defaults: Project.Defaults
    private let text: String
    private var diagnostics: [Diagnostic] = []
    /// Where the members of the declaration stand in the file.
    private var positions: [DeclarationPath: Mark] = [:]

    init(file: URL, text: String, defaults: Project.Defaults) {
        self.file = file
        self.text = text
        self.defaults = defaults
    }

    func read() throws(ProjectError) -> PipelineDeclaration {
        let declaration = readDeclaration()
        if let declaration, diagnostics.isEmpty { check(declaration) }
        guard let declaration, diagnostics.isEmpty else { throw .invalid(file: file, diagnostics.sorted()) }
        return declaration
    }

    private func readDeclaration() -> PipelineDeclaration? {
        do {
            guard let root = try Yams.compose(yaml: text), let map = root.mapping else {
                report("the file holds no pipeline; it starts with `pipeline: NAME`", at: nil)
                return nil
            }
            if let inner = map["pipeline"], inner.mapping != nil { return readPipeline(inner) }
            return readPipeline(root)
        } catch let error as YamlError {
            reportSyntax(error)
        } catch {
            report("cannot be read as YAML: \(error)", at: nil)
        }
        return nil
    }

    /// A line of the file, counted from 1.
    func line(_ number: Int) -> Substring {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.indices.contains(number - 1) ? lines[number - 1] : ""
    }

    // MARK: Reporting

    func report(_ sentence: String, at node: Node?, hint: String? = nil) {
        report(sentence, mark: node?.mark, hint: hint)
    }

    private func report(_ sentence: String, mark: Mark?, hint: String? = nil) {
        let diagnostic = Diagnostic(
            file: file, line: mark?.line, column: mark?.column, sentence: sentence, hint: hint)
        if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
    }

    private func reportSyntax(_ error: YamlError) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            report("YAML that cannot be read: \(problem)", mark: mark)
        case .duplicatedKeysInMapping(let duplicates, let context):
            report("the key \(duplicates.map { "'\($0)'" }.joined(separator: ", ")) stands twice", mark: context.mark)
        default:
            report("YAML that cannot be read: \(error)", mark: nil)
        }
    }

    /// Remembers where a member of the declaration stands.
    func place(_ path: DeclarationPath, at node: Node?) {
        positions[path] = node?.mark
    }

    // MARK: Checking

    private func check(_ declaration: PipelineDeclaration) {
        for violation in declaration.violations() {
            report(violation.message, mark: mark(of: violation.path))
        }
        for advice in declaration.advice() { report(advice.sentence, mark: mark(of: advice.path), hint: advice.hint) }
    }

    /// The position of the member, or of the nearest one around it that has any.
    private func mark(of path: DeclarationPath) -> Mark? {
        var path = path
        while true {
            if let mark = positions[path] { return mark }
            if path.steps.isEmpty { return nil }
            path.steps.removeLast()
        }
    }
}

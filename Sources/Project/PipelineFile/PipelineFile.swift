import Foundation
import PipelineAPI
import Yams

/// Reads a pipeline from YAML (or JSON, which YAML includes): the short form, or the declaration as CodePipeline writes
/// it, or a mixture. Collects what is wrong instead of stopping at the first mistake.
final class PipelineFile {
    let file: URL
    let defaults: Project.Defaults
    private let text: String
    private var diagnostics: Set<Diagnostic> = []
    /// Far beyond any real pipeline.
    private static let valueLimit = 20_000
    /// Where the members of the declaration stand in the file.
    private var positions: [DeclarationPath: Mark] = [:]

    init(file: URL, text: String, defaults: Project.Defaults) {
        self.file = file
        self.text = text
        self.defaults = defaults
    }

    func read() throws(ProjectError) -> PipelineDeclaration {
        let declaration = readDeclaration()
        if let declaration { check(declaration) }
        guard let declaration, diagnostics.isEmpty else { throw .invalid(file: file, diagnostics.sorted()) }
        return declaration
    }

    private func readDeclaration() -> PipelineDeclaration? {
        do {
            guard let root = try Yams.compose(yaml: text), let map = root.mapping else {
                report("the file holds no pipeline; it starts with `pipeline: NAME`", at: nil)
                return nil
            }
            guard root.holds(atMost: Self.valueLimit) else {
                report("the file holds more than \(Self.valueLimit) values, aliases counted at each use", at: nil)
                return nil
            }
            refuseCutTexts(in: root, lines: text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline))
            guard let inner = map["pipeline"], inner.mapping != nil else { return readPipeline(root) }
            // As get-pipeline prints it and create-pipeline takes it.
            refuseUnknownKeys(of: root, known: ["pipeline", "metadata", "tags"], in: "the file")
            return readPipeline(inner)
        } catch let error as YamlError {
            reportSyntax(error)
        } catch {
            report("cannot be read as YAML: \(error)", at: nil)
        }
        return nil
    }

    // MARK: Reporting

    func report(_ sentence: String, at node: Node?, hint: String? = nil) {
        report(diagnostic(sentence, mark: node?.mark, hint: hint))
    }

    /// A mistake in a step of a wave is found once for each environment and reported once.
    private func report(_ diagnostic: Diagnostic) {
        diagnostics.insert(diagnostic)
    }

    private func diagnostic(_ sentence: String, mark: Mark?, hint: String? = nil) -> Diagnostic {
        Diagnostic(file: file, line: mark?.line, column: mark?.column, sentence: sentence, hint: hint)
    }

    private func reportSyntax(_ error: YamlError) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            report(diagnostic("YAML that cannot be read: \(problem)", mark: mark))
        case .duplicatedKeysInMapping(let duplicates, let context):
            let keys = duplicates.map { "'\($0)'" }.joined(separator: ", ")
            report(
                diagnostic(
                    "a mapping has \(keys) more than once, the first time here", mark: context.mark,
                    hint: "each key may stand once"))
        default:
            report(diagnostic("YAML that cannot be read: \(error)", mark: nil))
        }
    }

    /// Remembers where a member of the declaration stands.
    func place(_ path: DeclarationPath, at node: Node?) {
        if let mark = node?.mark { positions[path] = mark }
    }

    // MARK: Checking

    /// What the reader has complained of already is not said again in the service's words, and neither is what may
    /// follow from it: how actions fit together, or what is missing as a whole.
    private func check(_ declaration: PipelineDeclaration) {
        let known = Set(diagnostics.compactMap(\.line))
        let isIncomplete = !diagnostics.isEmpty
        for violation in declaration.violations(region: defaults.region) {
            let mark = mark(of: violation.path)
            if isIncomplete {
                guard violation.code == "ValidationException", let mark, !known.contains(mark.line) else { continue }
            }
            report(
                declaration.environmentProblem(violation).map { diagnostic($0.sentence, mark: mark, hint: $0.hint) }
                    ?? diagnostic(violation.message, mark: mark))
        }
    }

    /// What the declaration may say and what will fail when it runs.
    func warnings(about declaration: PipelineDeclaration) -> [Diagnostic] {
        let all = declaration.advice().map { diagnostic($0.sentence, mark: mark(of: $0.path), hint: $0.hint) }
        return Set(all).sorted()
    }

    /// The position of the member, or of the nearest one around it that has any.
    func mark(of path: DeclarationPath) -> Mark? {
        var path = path
        while true {
            if let mark = positions[path] { return mark }
            if path.steps.isEmpty { return nil }
            path.steps.removeLast()
        }
    }
}

extension PipelineDeclaration {
    /// In other words what a limit of 1000 characters means to someone who wrote a mapping.
    fileprivate func environmentProblem(_ violation: Violation) -> (sentence: String, hint: String)? {
        guard violation.code == "ValidationException", violation.path.steps.count == 6,
            violation.path.steps.last == .key("EnvironmentVariables"),
            case .element(let stage) = violation.path.steps[1], case .element(let action) = violation.path.steps[3],
            let text = stages[stage].actions[action].configuration?["EnvironmentVariables"], !text.isEmpty
        else { return nil }
        return (
            "the environment variables of action '\(stages[stage].actions[action].name)' take \(text.utf16.count) "
                + "characters as the JSON text that CodePipeline stores; 1000 are allowed",
            "move some into the buildspec"
        )
    }
}

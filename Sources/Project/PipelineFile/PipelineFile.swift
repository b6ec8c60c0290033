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
    private var reportCount = 0
    private var unsettled = Unsettled()
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
            let mistake = SyntaxMistake(error, in: text)
            report(
                Diagnostic(
                    file: file, line: mistake.place?.line, column: mistake.place?.column, sentence: mistake.sentence,
                    hint: mistake.hint))
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
        reportCount += 1
        diagnostics.insert(diagnostic)
    }

    /// Reads a part of the declaration. Where it has mistakes, what follows from them is not reported as well.
    ///
    /// - Parameters:
    ///   - names: what the part may have been meant to provide, besides what stands in it.
    ///   - scope: the part of the declaration to which it would provide that.
    func reading<Value>(
        _ path: DeclarationPath, providing names: @autoclosure () -> Set<String>, to scope: DeclarationPath = .init(),
        _ read: () -> Value
    ) -> Value {
        let (value, isFaulty) = noting(read)
        if isFaulty { unsettle(path, providing: names(), to: scope) }
        return value
    }

    /// Reads something. Answers also whether that has brought mistakes to light.
    func noting<Value>(_ read: () -> Value) -> (value: Value, isFaulty: Bool) {
        let before = reportCount
        return (read(), reportCount > before)
    }

    /// As `reading` does after a mistake.
    func unsettle(_ path: DeclarationPath, providing names: Set<String> = [], to scope: DeclarationPath = .init()) {
        unsettled.add(path, providing: names, to: scope)
    }

    private func diagnostic(_ sentence: String, mark: Mark?, hint: String? = nil) -> Diagnostic {
        Diagnostic(file: file, line: mark?.line, column: mark?.column, sentence: sentence, hint: hint)
    }

    /// Remembers where a member of the declaration stands.
    func place(_ path: DeclarationPath, at node: Node?) {
        if let mark = node?.mark { positions[path] = mark }
    }

    // MARK: Checking

    /// What the reader has complained of already is not said again in the service's words, and neither is what may
    /// follow from it.
    private func check(_ declaration: PipelineDeclaration) {
        let known = Set(diagnostics.map { [$0.line, $0.column] })
        for violation in declaration.violations(region: defaults.region) where !unsettled.explains(violation) {
            let mark = mark(of: violation.path)
            if let mark, known.contains([mark.line, mark.column]) { continue }
            report(
                declaration.environmentProblem(violation).map { diagnostic($0.sentence, mark: mark, hint: $0.hint) }
                    ?? diagnostic(violation.message, mark: mark, hint: declaration.hint(on: violation)))
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
    /// What may have been meant by an artifact or a namespace that is asked for in vain.
    fileprivate func hint(on violation: Violation) -> String? {
        guard let missing = violation.missing else { return nil }
        let actions = stages.flatMap(\.actions)
        let provided =
            actions.flatMap { $0.outputArtifacts ?? [] }.map(\.name.rawValue) + actions.compactMap(\.namespace)
        if provided.contains(missing) { return "what provides '\(missing)' does not come before" }
        return Spelling.nearest(to: missing, among: provided).map { "did you mean '\($0)'?" }
    }

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

import CloudFormation
import Foundation
import PipelineAPI

/// Loads the pipeline of a CloudFormation template.
struct TemplateFile {
    let file: URL
    let text: String
    let defaults: Project.Defaults
    /// The stack that a CDK app makes of it; otherwise name and parameters come from the files.
    var stack: StackContext?

    /// Whether a text is a template that declares a pipeline; one with a mistake in it counts, loading names that.
    static func isTemplate(_ text: String) -> Bool {
        text.contains(TemplatePipeline.type) && text.contains("Resources")
    }

    func load() throws(ProjectError) -> Project {
        let (pipelines, assumptions, misuses) = try pipelines()
        guard let pipeline = pipelines.first else {
            throw invalid([diagnostic("no pipeline is left: the conditions of all are false")])
        }
        let region = stack?.region ?? defaults.region
        let violations = pipeline.declaration.violations(region: pipeline.declaration.checkedRegion(in: region))
        let doubtful = violations.filter { $0.restsOn(assumptions) }
        guard violations.count == doubtful.count else {
            throw invalid(violations.map { diagnostic("\($0.path): \($0.message)", line: pipeline.line) })
        }
        var project = Project(
            root: file.deletingLastPathComponent(), file: file, declaration: pipeline.declaration,
            warnings: misuses.map(diagnostic)
                + warnings(pipeline, others: pipelines.dropFirst(), assumptions))
        project.warnings += doubtful.map { diagnostic("\($0.path): \($0.message)", line: pipeline.line) }
        project.buildProjects = pipeline.buildProjects
        project.isOfStack = true
        project.restartsOnUpdate = pipeline.restartsOnUpdate
        return project
    }

    private func pipelines() throws(ProjectError) -> TemplatePipeline.Found {
        do {
            let template = try Template(text)
            return try TemplatePipeline.all(in: template, stack: try stack ?? context(of: template))
        } catch let error as ProjectError {
            throw error
        } catch let error as TemplateError {
            let place = error.position
            throw invalid([
                Diagnostic(file: file, line: place?.line, column: place?.column, sentence: error.sentence)
            ])
        } catch {
            throw invalid([diagnostic("a pipeline lacks something: \(error.missing)")])
        }
    }

    private func context(of template: Template) throws(ProjectError) -> StackContext {
        StackContext(
            stackName: stackName, account: defaults.account, region: defaults.region,
            parameters: try TemplateParameters.values(for: template, in: file))
    }

    /// The file's name as far as a stack may be called so.
    private var stackName: String {
        let name = file.lastPathComponent.prefix { $0 != "." }.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return String(name.joined(separator: "-").prefix(24))
    }

    private func warnings(
        _ pipeline: TemplatePipeline, others: ArraySlice<TemplatePipeline>, _ assumptions: [Assumption]
    ) -> [Diagnostic] {
        // What a CDK app leaves open are the resources of its own stack, which no local run asks for.
        var warnings = stack == nil ? assumptions.map { diagnostic($0.description) } : []
        if !others.isEmpty {
            let names = others.map(\.logicalID).joined(separator: ", ")
            warnings.append(diagnostic("\(pipeline.logicalID) is loaded; the template also declares \(names)"))
        }
        for stage in pipeline.disabledStages {
            warnings.append(
                diagnostic(
                    "DisableInboundStageTransitions is not applied to stage \(stage)", line: pipeline.line,
                    hint: "`disable \(stage)` does that"))
        }
        return warnings
            + pipeline.declaration.advice().map { diagnostic($0.sentence, line: pipeline.line, hint: $0.hint) }
    }

    private func diagnostic(_ misuse: Misuse) -> Diagnostic {
        Diagnostic(
            file: file, line: misuse.position?.line, column: misuse.position?.column, sentence: misuse.description)
    }

    private func diagnostic(_ sentence: String, line: Int? = nil, hint: String? = nil) -> Diagnostic {
        Diagnostic(file: file, line: line, sentence: sentence, hint: hint)
    }

    private func invalid(_ diagnostics: [Diagnostic]) -> ProjectError { .invalid(file: file, diagnostics.sorted()) }
}

extension Violation {
    /// Whether the value that breaks the rule is a stand-in, so that the real one may keep it.
    fileprivate func restsOn(_ assumptions: [Assumption]) -> Bool {
        assumptions.contains { !$0.value.isEmpty && message.contains("'\($0.value)'") }
    }
}

extension Error {
    /// Where decoding ended, in the words of the declaration.
    fileprivate var missing: String {
        switch self as? DecodingError {
        case .keyNotFound(let key, let context):
            (context.codingPath + [key]).map(\.stringValue).joined(separator: ".") + " is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            context.codingPath.map(\.stringValue).joined(separator: ".") + " has another form than the API takes"
        default: String(describing: self)
        }
    }
}

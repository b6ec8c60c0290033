public import CloudFormation
public import Foundation

extension Project {
    /// The project of a synthesised CDK app: the pipeline that one of its stacks declares, with its build projects.
    ///
    /// - Parameter app: the app's `cdk.json`.
    /// - Throws: `ProjectError.unsupported` if no stack declares a pipeline; else what loading a template throws.
    public static func load(
        _ assembly: CloudAssembly, in directory: AssemblyDirectory, app: URL, defaults: Defaults
    ) throws(ProjectError) -> Project {
        var (project, others): (Project?, [String]) = (nil, [])
        for stack in assembly.allStacks {
            guard let file = try templateWithPipeline(of: stack, in: directory, app: app, defaults) else { continue }
            if project == nil { project = try load(file, of: stack, app) } else { others.append(stack.displayName) }
        }
        guard var project else {
            throw .unsupported(
                file: app,
                reason: "no stack of this app declares a pipeline · `stacks` shows them, `--endpoint aws deploy STACK` "
                    + "deploys one")
        }
        if !others.isEmpty {
            let sentence = "the first stack's pipeline is loaded; \(others.joined(separator: ", ")) declare others"
            project.warnings.append(Diagnostic(file: app, sentence: sentence))
        }
        return project
    }

    /// The project of one stack of an app; `nil` if it declares no pipeline.
    ///
    /// - Parameter app: the app's `cdk.json`, or what stands for it.
    public static func load(
        _ stack: StackArtifact, in directory: AssemblyDirectory, app: URL, defaults: Defaults
    ) throws(ProjectError) -> Project? {
        try templateWithPipeline(of: stack, in: directory, app: app, defaults).map { file throws(ProjectError) in
            try load(file, of: stack, app)
        }
    }

    private static func load(
        _ template: TemplateFile, of stack: StackArtifact, _ app: URL
    ) throws(ProjectError) -> Project {
        var project = try template.load()
        project.stack = stack
        project.root = app.deletingLastPathComponent()
        project.file = app
        return project
    }

    private static func templateWithPipeline(
        of stack: StackArtifact, in directory: AssemblyDirectory, app: URL, _ defaults: Defaults
    ) throws(ProjectError) -> TemplateFile? {
        do throws(AssemblyError) {
            let text = String(decoding: try directory.contents(of: stack.templateFile), as: UTF8.self)
            guard TemplateFile.isTemplate(text) else { return nil }
            return TemplateFile(
                file: try directory.url(of: stack.templateFile), text: text, defaults: defaults,
                stack: stack.context(defaults))
        } catch {
            throw .invalid(file: app, [Diagnostic(file: app, sentence: error.description)])
        }
    }
}

extension StackArtifact {
    /// Where and as what the stack is deployed, given the current account and region.
    fileprivate func context(_ defaults: Project.Defaults) -> StackContext {
        let place = environment.resolved(current: AWSEnvironment(account: defaults.account, region: defaults.region))
        return StackContext(
            stackName: stackName, account: place.account, region: place.region, parameters: parameters)
    }
}

extension RehearsedChangeSet {
    /// Where a stack is rehearsed.
    public struct Setting: Sendable, Hashable {
        public var stackName: String
        public var environment: AWSEnvironment
        public var exports: ExportRegistry

        public init(stackName: String, environment: AWSEnvironment, exports: ExportRegistry = ExportRegistry()) {
            self.stackName = stackName
            self.environment = environment
            self.exports = exports
        }
    }

    /// Rehearses the deployment of a stack.
    ///
    /// - Parameters:
    ///   - current: what is deployed or was rehearsed last; `nil` if nothing was.
    ///   - capabilities: those that are acknowledged.
    public init(
        of deployment: StackDeployment, over current: StackDeployment?, in setting: Setting,
        capabilities: Set<Capability>
    ) {
        let template = deployment.template
        let parameters = ParameterResolution(
            of: template, given: deployment.parameters, previous: current?.parameters ?? [:])
        let stack = setting.context(of: template, parameters.texts)
        let order = ResourceOrder(of: template, for: stack)
        kind = current == nil ? .create : .update
        self.parameters = parameters
        difference = TemplateDifference(
            from: current.map { ($0.template, setting.context(of: $0.template, $0.parameters)) }, to: (template, stack))
        security = SecurityDifference(from: current?.template, to: template)
        requiredCapabilities = template.requiredCapabilities
        self.order = order.logicalIDs
        outputs = template.outputs(for: stack)
        imports = template.imports(for: stack)
        assumptions = template.evaluated(for: stack).assumptions
        changesStackSettings =
            current.map { $0.tags != deployment.tags || $0.parameters != parameters.texts } ?? false
        problems = parameters.problems + order.problems
        problems += template.sizeProblems(resourceCount: order.logicalIDs.count)
        problems += Self.missing(requiredCapabilities, given: capabilities)
        problems += setting.exports.problems(of: outputs, imports: imports, stack: setting.stackName)
    }

    private static func missing(
        _ required: [RequiredCapability], given: Set<Capability>
    ) -> [ChangeSetProblem] {
        let missing = required.filter { required in
            !given.contains(required.capability) && !(required.capability == .iam && given.contains(.namedIAM))
        }
        return missing.isEmpty ? [] : [.missingCapabilities(missing)]
    }
}

extension RehearsedChangeSet.Setting {
    /// The parameters' values as they may be shown: what must not be echoed is hidden where it is not empty, and
    /// what is kept in Systems Manager is not known.
    fileprivate func context(of template: Template, _ parameters: [String: String]) -> StackContext {
        var shown = parameters
        for parameter in template.declaredParameters {
            if parameter.isKeptInSystemsManager { shown[parameter.name] = nil }
            if parameter.isNoEcho, shown[parameter.name]?.isEmpty == false { shown[parameter.name] = "****" }
        }
        return StackContext(
            stackName: stackName, account: environment.account, region: environment.region, parameters: shown,
            exports: exports.values)
    }
}

extension Template {
    /// CloudFormation quotas: at least one resource, and at most 500.
    fileprivate func sizeProblems(resourceCount: Int) -> [ChangeSetProblem] {
        if resources.isEmpty { return [.noResources] }
        return resourceCount > 500 ? [.tooManyResources(resourceCount)] : []
    }
}

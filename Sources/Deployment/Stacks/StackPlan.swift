import AWS
public import CloudFormation

/// What deploying a stack would do, as far as its template and what is deployed tell.
public struct StackPlan: Sendable {
    public var goal: StackGoal
    public var deployed: DeployedStack
    public var step: Step
    public var difference: StackDifference
    public var settings: [SettingChange]
    /// Parameters without a value: it can be shown, and not carried out.
    public var missingParameters: [String] = []

    public enum Step: Sendable, Hashable {
        case create
        case update
        /// Deletes what a failed creation has left, and creates.
        case recreate
        /// Brings it back to its last good state first.
        case rollBackAndUpdate
        case delete
        /// The app has left nothing in it, and there is nothing.
        case skip
        case nothing
    }

    /// - Parameters:
    ///   - keepsFailed: whether what fails stays as it is, so that a paused stack needs no rollback first.
    ///   - toCompare: whether it is never carried out, so that a stack may be in the way of it.
    /// - Throws: `StackError`: `busy`, `stuck`.
    public init(
        _ goal: StackGoal, over deployed: DeployedStack, keepsFailed: Bool = false, isForced: Bool = false,
        toCompare: Bool = false
    ) throws(StackError) {
        self.goal = goal
        self.deployed = deployed
        let isEmpty = goal.template.resources.isEmpty
        difference = goal.difference(from: deployed, to: isEmpty ? nil : goal.templates)
        settings = []
        let isReached = goal.isReached(by: deployed)
        if let status = deployed.stack?.stackStatus, !toCompare {
            if deployed.situation == .busy { throw .busy(stack: goal.name, status: status) }
            if deployed.situation == .failedDeletion { throw .stuck(stack: goal.name, status: status) }
        }
        switch deployed.situation {
        case .absent: step = isEmpty ? .skip : .create
        case _ where isEmpty: step = .delete
        case .failedCreation: step = .recreate
        case .paused where !keepsFailed, .failedRollback: step = .rollBackAndUpdate
        case .paused: step = .update
        case .deployed, .busy, .failedDeletion: step = isReached && !isForced ? .nothing : .update
        }
        if [.create, .recreate, .update, .rollBackAndUpdate].contains(step) {
            missingParameters = goal.missingParameters(over: deployed)
            settings = SettingChange.between(deployed, goal)
        }
    }

    /// What deleting a stack would do.
    ///
    /// - Throws: `StackError`: `busy`, `isProtected`.
    public init(deleting goal: StackGoal, _ deployed: DeployedStack) throws(StackError) {
        if let status = deployed.stack?.stackStatus, deployed.situation == .busy {
            throw .busy(stack: goal.name, status: status)
        }
        // What a failed creation has left protects nothing.
        if deployed.stack?.enableTerminationProtection == true, deployed.situation != .failedCreation {
            throw .isProtected(stack: goal.name)
        }
        self.goal = goal
        self.deployed = deployed
        step = deployed.stack == nil ? .skip : .delete
        difference = goal.difference(from: deployed, to: nil)
        settings = []
    }

    /// Throws `StackError.missingParameters` if it cannot be carried out.
    public func checkParameters() throws(StackError) {
        guard missingParameters.isEmpty else { throw .missingParameters(missingParameters, stack: goal.name) }
    }

    /// Whether anything is to be done.
    public var isNeeded: Bool { step != .nothing && step != .skip }

    /// Whether nothing is to be seen, so that only CloudFormation can say whether anything would change: a template may differ in
    /// characters that GetTemplate does not tell, and a parameter's value where it is kept or hidden.
    public var isOpen: Bool {
        step == .update && deployed.situation != .paused && difference.isEmpty && settings.allSatisfy(\.isOpen)
    }

    /// Whether something that exists may be lost.
    public var isDestructive: Bool { step == .recreate || step == .delete || difference.isDestructive }
}

extension StackGoal {
    /// The app knows the constructs of what is deployed too.
    fileprivate func difference(from deployed: DeployedStack, to new: TemplateTree?) -> StackDifference {
        var difference = StackDifference(from: deployed.templates, to: new)
        difference.constructs.paths.merge(templates.constructs.paths) { there, _ in there }
        return difference
    }

    /// Whether a deployed stack is this already, so that CloudFormation need not be asked. A change set of a stack with
    /// nested stacks always shows changes.
    func isReached(by deployed: DeployedStack) -> Bool {
        guard let stack = deployed.stack, let old = deployed.templates else { return false }
        let had = Dictionary((stack.parameters ?? []).map { ($0.parameterKey, $0.parameterValue ?? "") }) { $1 }
        let declared = template.declaredParameters
        return StackDifference(from: old, to: templates, isStrict: true).isEmpty
            && tags.map { $0 == Dictionary((stack.tags ?? []).map { ($0.key, $0.value) }) { $1 } } ?? true
            && notificationARNs.map { Set($0) == Set(stack.notificationARNs ?? []) } ?? true
            && terminationProtection.map { $0 == (stack.enableTerminationProtection ?? false) } ?? true
            && parameters.allSatisfy { had[$0.key] == $0.value }
            && !declared.contains { $0.canChangeOnItsOwn }
    }

    func missingParameters(over deployed: DeployedStack) -> [String] {
        let had = Set((deployed.hasValues ? deployed.stack?.parameters : nil)?.map(\.parameterKey) ?? [])
        return template.declaredParameters.filter {
            parameters[$0.name] == nil && !had.contains($0.name) && $0.defaultValue == nil
        }.map(\.name)
    }
}

extension DeployedStack {
    /// Whether a new deployment goes on from the values that the stack has.
    var hasValues: Bool { situation.hasTemplate || templates != nil }
}

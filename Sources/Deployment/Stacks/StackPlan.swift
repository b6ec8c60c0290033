import AWS
public import CloudFormation

/// What deploying a stack would do, as far as its template and what is deployed tell.
public struct StackPlan: Sendable {
    public var goal: StackGoal
    public var deployed: DeployedStack
    public var step: Step
    public var difference: TemplateDifference
    public var security: SecurityDifference
    public var settings: [SettingChange]

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

    /// - Parameter keepsFailed: whether what fails stays as it is, so that a paused stack needs no rollback first.
    /// - Throws: `StackError`: `busy`, `stuck`, `missingParameters`.
    public init(
        _ goal: StackGoal, over deployed: DeployedStack, keepsFailed: Bool = false, isForced: Bool = false
    ) throws(StackError) {
        self.goal = goal
        self.deployed = deployed
        let old = deployed.template
        let isEmpty = goal.template.resources.isEmpty
        difference = TemplateDifference(from: old, to: goal.template)
        security = goal.nestedTemplates.reduce(SecurityDifference(from: old, to: isEmpty ? nil : goal.template)) {
            $0.adding(SecurityDifference(from: deployed.nestedTemplates[$1.key], to: $1.value))
        }
        settings = []
        let isReached = goal.isReached(by: deployed)
        switch deployed.situation {
        case .busy: throw .busy(stack: goal.name, status: deployed.stack?.stackStatus ?? "")
        case .failedDeletion: throw .stuck(stack: goal.name, status: deployed.stack?.stackStatus ?? "")
        case .absent: step = isEmpty ? .skip : .create
        case _ where isEmpty: step = .delete
        case .failedCreation: step = .recreate
        case .paused where !keepsFailed, .failedRollback: step = .rollBackAndUpdate
        case .paused: step = .update
        case .deployed: step = isReached && !isForced ? .nothing : .update
        }
        if [.create, .recreate, .update, .rollBackAndUpdate].contains(step) {
            let missing = goal.missingParameters(over: deployed)
            guard missing.isEmpty else { throw .missingParameters(missing, stack: goal.name) }
            settings = SettingChange.between(deployed, goal)
        }
    }

    /// What deleting a stack would do.
    ///
    /// - Throws: `StackError`: `busy`, `isProtected`.
    public init(deleting goal: StackGoal, _ deployed: DeployedStack) throws(StackError) {
        if deployed.situation == .busy {
            throw .busy(stack: goal.name, status: deployed.stack?.stackStatus ?? "")
        }
        if deployed.stack?.enableTerminationProtection == true { throw .isProtected(stack: goal.name) }
        self.goal = goal
        self.deployed = deployed
        step = deployed.stack == nil ? .skip : .delete
        difference = TemplateDifference(from: deployed.template, to: nil)
        security = SecurityDifference(from: deployed.template, to: nil)
        settings = []
    }

    /// Whether anything is to be done.
    public var isNeeded: Bool { step != .nothing && step != .skip }

    /// Whether something that exists may be lost.
    public var isDestructive: Bool {
        step == .recreate || step == .delete
            || difference.resources.contains { $0.isDestructive && $0.type != "AWS::CDK::Metadata" }
    }
}

extension StackGoal {
    /// Whether a deployed stack is this already, so that CloudFormation need not be asked. A change set of a stack with
    /// nested stacks always shows changes.
    func isReached(by deployed: DeployedStack) -> Bool {
        guard let stack = deployed.stack, let old = deployed.template else { return false }
        let had = Dictionary((stack.parameters ?? []).map { ($0.parameterKey, $0.parameterValue ?? "") }) { $1 }
        let declared = template.declaredParameters
        return TemplateDifference(from: old, to: template, isStrict: true).isEmpty
            && nestedTemplates.allSatisfy { id, new in
                deployed.nestedTemplates[id].map { TemplateDifference(from: $0, to: new, isStrict: true).isEmpty }
                    ?? false
            }
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
    var hasValues: Bool { situation.hasTemplate }
}

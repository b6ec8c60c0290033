import AWS
import CloudFormation
import PipelineAPI

/// Making a change set.
extension StackOperation {
    /// Makes the change set, when everything it names was published.
    ///
    /// What fails or is cancelled may leave something: `abandon()` ends that.
    ///
    /// - Returns: `nil` if nothing would change.
    /// - Throws: `StackError.changeSetFailed`.
    public func createChangeSet() async throws -> ChangeSetTree? {
        let output = try await client.createChangeSet(request)
        let changeSet = try await pace.wait {
            try await client.describeChangeSet(output.id)
        } until: {
            $0?.isInProgress != true
        }
        guard let changeSet else {
            throw StackError.changeSetFailed(stack: goal.name, reason: "it disappeared while it was made")
        }
        if changeSet.isEmpty {
            _ = await abandon()
            return nil
        }
        let tree = try await ChangeSetTree(of: changeSet, reading: client)
        guard changeSet.isComplete else {
            throw StackError.changeSetFailed(stack: goal.name, reason: try await reason(tree))
        }
        return tree
    }

    /// Why a change set failed; what early validation found stands in events of its own.
    private func reason(_ tree: ChangeSetTree) async throws -> String {
        let reason = tree.reason ?? tree.changeSet.status
        guard reason.contains("AWS::EarlyValidation"), let id = tree.changeSet.changeSetId else { return reason }
        do {
            let events = try await client.describeFailedEvents(ofChangeSet: id)
            return events.isEmpty ? reason : (["early validation found:"] + events.map(line)).joined(separator: "\n")
        } catch ClientError.service(let error) where error.status == 403 {
            return reason + "\nWhat it found may not be read: that takes a bootstrap stack of version 30."
        }
    }

    private func line(_ event: OperationEvent) -> String {
        let id = event.logicalResourceId ?? ""
        let place = goal.templates.constructs.shownPath(of: id).map { "\($0) (\(id))" } ?? id
        let path = event.validationPath.map { " at \($0)" } ?? ""
        return "  \(event.resourceType ?? "")  \(place): \(event.validationStatusReason ?? "no reason was given") "
            + "(\(event.validationName ?? "")\(path))"
    }

    var request: CreateChangeSet.Input {
        let isUpdate = plan.step == .update || plan.step == .rollBackAndUpdate
        var input = CreateChangeSet.Input(
            stackName: goal.name, changeSetName: changeSetName,
            changeSetType: isUpdate ? .update : .create)
        switch goal.delivery {
        case .previous: input.usePreviousTemplate = true
        case .published(let url): input.templateURL = url
        case .inline(let body): input.templateBody = body
        case .upload: break
        }
        let resolution = ParameterResolution(
            of: goal.template, given: goal.parameters, previous: isUpdate ? deployedParameters : [:])
        input.parameters = resolution.requested + goal.undeclaredParameters
        input.tags = goal.tags?.sorted { $0.key < $1.key }.map { StackTag(key: $0.key, value: $0.value) }
        input.notificationARNs = goal.notificationARNs
        input.capabilities = Capability.allCases.map(\.rawValue)
        input.roleARN = goal.executionRole
        input.description = "sluice change set \(token)"
        input.clientToken = "create-\(token)"
        input.includeNestedStacks = true
        input.importExistingResources = goal.adoptsExisting ? true : nil
        return input
    }

    private var deployedParameters: [String: String] {
        Dictionary((plan.deployed.stack?.parameters ?? []).map { ($0.parameterKey, $0.parameterValue ?? "") }) { $1 }
    }
}

extension ParameterResolution {
    /// What a request says of them: of defaults nothing.
    fileprivate var requested: [StackParameter] {
        values.sorted { $0.key < $1.key }.compactMap { name, value in
            switch value {
            case .given(let text): StackParameter(parameterKey: name, parameterValue: text)
            case .previous: StackParameter(parameterKey: name, usePreviousValue: true)
            case .default: nil
            }
        }
    }
}

extension StackGoal {
    /// Sent all the same: CloudFormation says best what it does not know.
    fileprivate var undeclaredParameters: [StackParameter] {
        let declared = Set(template.declaredParameters.map(\.name))
        return parameters.filter { !declared.contains($0.key) }.sorted { $0.key < $1.key }.map {
            StackParameter(parameterKey: $0.key, parameterValue: $0.value)
        }
    }
}

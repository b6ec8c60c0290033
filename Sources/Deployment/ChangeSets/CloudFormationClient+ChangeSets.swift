public import AWS
public import CloudFormation
import PipelineAPI

extension CloudFormationClient {
    /// Has a change set made, and waits until CloudFormation has worked it out.
    ///
    /// What fails or is cancelled may leave it.
    ///
    /// - Returns: it, with those of nested stacks; one that is empty has failed.
    /// - Throws: `StackError.changeSetFailed` if it disappeared.
    public func makeChangeSet(_ input: CreateChangeSet.Input, pace: PollingPace = .stack) async throws -> ChangeSetTree
    {
        let output = try await createChangeSet(input)
        let changeSet = try await pace.wait {
            try await describeChangeSet(output.id)
        } until: {
            $0?.isInProgress != true
        }
        guard let changeSet else {
            throw StackError.changeSetFailed(stack: input.stackName, reason: "it disappeared while it was made")
        }
        return try await ChangeSetTree(of: changeSet, reading: self)
    }

    /// Why a change set failed; what early validation found stands in events of its own.
    ///
    /// - Parameter constructs: know the construct paths of logical ids.
    public func reason(
        ofFailed tree: ChangeSetTree, knowing constructs: ConstructMetadata = ConstructMetadata()
    ) async throws -> String {
        let reason = tree.reason ?? tree.changeSet.status
        guard reason.contains("AWS::EarlyValidation"), let id = tree.changeSet.changeSetId else { return reason }
        do {
            let events = try await describeFailedEvents(ofChangeSet: id).map { $0.line(constructs) }
            return events.isEmpty ? reason : (["early validation found:"] + events).joined(separator: "\n")
        } catch ClientError.service(let error) where error.status == 403 {
            return reason + "\nWhat it found may not be read: that takes a bootstrap stack of version 30."
        }
    }
}

extension OperationEvent {
    fileprivate func line(_ constructs: ConstructMetadata) -> String {
        let id = logicalResourceId ?? ""
        let place = constructs.shownPath(of: id).map { "\($0) (\(id))" } ?? id
        let path = validationPath.map { " at \($0)" } ?? ""
        return "  \(resourceType ?? "")  \(place): \(validationStatusReason ?? "no reason was given") "
            + "(\(validationName ?? "")\(path))"
    }
}

extension CreateChangeSet.Input {
    /// Says where the template is. One that is to be uploaded has no place yet.
    public mutating func take(_ delivery: TemplateDelivery) {
        switch delivery {
        case .previous: usePreviousTemplate = true
        case .published(let url): templateURL = url
        case .inline(let body): templateBody = body
        case .upload: break
        }
    }
}

extension CreateChangeSet.Input {
    /// Takes the parameters that are given, those that the template does not declare too: CloudFormation says best what it does not
    /// know. The others keep what the stack has.
    ///
    /// - Parameter previous: what the stack has; `nil` if there is none yet.
    public mutating func take(
        _ given: [String: String], of template: String, keeping previous: [StackParameter]?
    ) {
        take(given, of: (try? Template(template)) ?? .empty, keeping: previous)
    }

    mutating func take(_ given: [String: String], of template: Template, keeping previous: [StackParameter]?) {
        let kept = Dictionary((previous ?? []).map { ($0.parameterKey, $0.parameterValue ?? "") }) { $1 }
        let resolution = ParameterResolution(of: template, given: given, previous: kept)
        let declared = Set(template.declaredParameters.map(\.name))
        let undeclared = given.filter { !declared.contains($0.key) }.sorted { $0.key < $1.key }
        parameters =
            resolution.requested + undeclared.map { StackParameter(parameterKey: $0.key, parameterValue: $0.value) }
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

import Foundation

/// Stacks and their change sets.
extension ScriptedAWS.State {
    /// `nil` where there is no such stack.
    mutating func answer(_ action: String, _ form: [String: String]) -> String? {
        switch action {
        case "GetCallerIdentity":
            return "<Arn>arn:aws:iam::123456789012:user/ada</Arn><Account>123456789012</Account>"
        case "AssumeRole":
            sessionNames.insert(form["RoleSessionName"] ?? "")
            return "<Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey>"
                + "<SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>"
        case "CreateChangeSet": return createChangeSet(form)
        case "DescribeChangeSet": return changeSet(form["ChangeSetName"] ?? "")
        case "DescribeEvents": return validationEvents
        case "ExecuteChangeSet":
            return execute(form["ChangeSetName"] ?? "", keepsFailed: form["DisableRollback"] == "true")
        case "DeleteChangeSet":
            calls.append("delete change set")
            for index in stacks.indices where stacks[index].name == form["StackName"] { stacks[index].pending = nil }
            return ""
        case "DescribeStackDriftDetectionStatus": return "<DetectionStatus>DETECTION_COMPLETE</DetectionStatus>"
        case "DescribeStackResourceDrifts" where index(of: form["StackName"] ?? "") != nil: return drifts
        default: break
        }
        guard let index = index(of: form["StackName"] ?? "") else { return nil }
        switch action {
        case "DescribeStacks": return "<Stacks><member>\(stacks[index].xml)</member></Stacks>"
        case "GetTemplate": return "<TemplateBody>\(stacks[index].template.escaped)</TemplateBody>"
        case "DescribeStackEvents": return "<StackEvents>\(stacks[index].eventsXML)</StackEvents>"
        case "ListStackResources":
            return "<StackResourceSummaries>\(stacks[index].resourcesXML)</StackResourceSummaries>"
        case "UpdateTerminationProtection":
            stacks[index].isProtected = form["EnableTerminationProtection"] == "true"
            calls.append("protect \(stacks[index].isProtected)")
            return ""
        case "DeleteStack":
            calls.append("delete \(stacks[index].name)")
            delete(index)
            return ""
        case "RollbackStack", "ContinueUpdateRollback":
            calls.append("\(action) of \(stacks[index].name)")
            end(index, stacks[index].status == "CREATE_FAILED" ? "ROLLBACK_COMPLETE" : "UPDATE_ROLLBACK_COMPLETE")
            return ""
        case "DetectStackDrift": return "<StackDriftDetectionId>1</StackDriftDetectionId>"
        default: return nil
        }
    }

    /// By id even after its end, by name only before.
    private func index(of name: String) -> Int? {
        stacks.firstIndex { $0.id == name }
            ?? stacks.firstIndex { $0.name == name && $0.status != "DELETE_COMPLETE" }
    }

    private mutating func indexOfNew(_ name: String) -> Int {
        if let index = index(of: name) { return index }
        stacks.append(
            .init(
                id: "arn:aws:…:stack/\(name)/\(stacks.count + 1)", name: name, status: "REVIEW_IN_PROGRESS",
                created: clock))
        return stacks.count - 1
    }

    /// Ends what a slow AWS still does with a stack.
    mutating func finish(_ name: String, as status: String) {
        guard let index = index(of: name) else { return }
        for id in stacks[index].resources.keys.sorted() { note(index, id, "UPDATE_COMPLETE") }
        end(index, status)
    }

    // MARK: Change sets

    private mutating func createChangeSet(_ form: [String: String]) -> String {
        let name = form["StackName"] ?? ""
        request = form
        calls.append("change set of \(name)")
        let index = indexOfNew(name)
        let url = form["TemplateURL"].map { String($0.split(separator: "/", maxSplits: 2)[2]) }
        propose(form["TemplateBody"] ?? url.flatMap { objects[$0] } ?? "", for: index)
        stacks[index].pending?.parameters = form.members("Parameters", "ParameterKey", "ParameterValue")
        stacks[index].pending?.tags = form.members("Tags", "Key", "Value")
        return "<Id>\(stacks[index].pending?.id ?? "")</Id><StackId>\(stacks[index].id)</StackId>"
    }

    /// With the templates of nested stacks, which are objects.
    private mutating func propose(_ template: String, for index: Int) {
        clock += 1
        var pending = ScriptedAWS.Pending(
            id: "arn:aws:…:changeSet/\(clock)", template: template, parameters: [:], tags: [:])
        for (id, resource) in ScriptedAWS.StackState.resources(template) {
            guard resource["Type"] as? String == "AWS::CloudFormation::Stack",
                let url = (resource["Properties"] as? [String: Any])?["TemplateURL"] as? String
            else { continue }
            let child = indexOfNew("\(stacks[index].name)-\(id)")
            stacks[index].nested[id] = stacks[child].id
            propose(objects[String(url.split(separator: "/", maxSplits: 2)[2])] ?? "", for: child)
            pending.nested[id] = stacks[child].pending?.id
        }
        stacks[index].pending = pending
    }

    private func changeSet(_ id: String) -> String? {
        guard let stack = stacks.first(where: { $0.pending?.id == id }), let pending = stack.pending else { return nil }
        var changes = stack.changes(to: pending, replacing: replaced)
        if let addedByMacro { changes.append(ScriptedChange(id: addedByMacro, action: "Add", type: "AWS::SNS::Topic")) }
        let isEmpty = changes.isEmpty && stack.tags == pending.tags && stack.parameters == pending.parameters
        return "<ChangeSetId>\(id)</ChangeSetId><StackId>\(stack.id)</StackId>\(status(isEmpty: isEmpty))<Changes>"
            + changes.map { "<member><ResourceChange>\($0.xml)</ResourceChange></member>" }.joined() + "</Changes>"
    }

    private func status(isEmpty: Bool) -> String {
        if isSlow { return "<Status>CREATE_IN_PROGRESS</Status>" }
        if validation != nil {
            return "<Status>FAILED</Status><StatusReason>The following hook(s)/validation failed: "
                + "[AWS::EarlyValidation::ResourceExistenceCheck]. To troubleshoot Early Validation errors, use the "
                + "DescribeEvents API for detailed failure information.</StatusReason>"
        }
        return isEmpty
            ? "<Status>FAILED</Status><StatusReason>The submitted information didn't contain changes.</StatusReason>"
            : "<Status>CREATE_COMPLETE</Status>"
    }

    // MARK: Operations

    private mutating func execute(_ id: String, keepsFailed: Bool) -> String {
        guard let index = stacks.firstIndex(where: { $0.pending?.id == id }), let pending = stacks[index].pending else {
            return ""
        }
        calls.append("execute \(stacks[index].name)")
        carryOut(pending, index, keepsFailed: keepsFailed)
        return ""
    }

    private mutating func carryOut(_ pending: ScriptedAWS.Pending, _ index: Int, keepsFailed: Bool) {
        let verb = stacks[index].status == "REVIEW_IN_PROGRESS" ? "CREATE" : "UPDATE"
        let changes = stacks[index].changes(to: pending, replacing: replaced)
        stacks[index].pending = nil
        note(index, stacks[index].name, "\(verb)_IN_PROGRESS", physicalID: stacks[index].id)
        stacks[index].status = "\(verb)_IN_PROGRESS"
        if verb == "UPDATE" { stacks[index].updated = clock }
        if isSlow { return }
        for change in changes {
            let child = stacks[index].nested[change.id]
            note(index, change.id, "\(verb)_IN_PROGRESS", type: change.type, physicalID: child)
            if let child, let inner = stacks.firstIndex(where: { $0.id == child }), let next = stacks[inner].pending {
                carryOut(next, inner, keepsFailed: keepsFailed)
            }
            if let failing, change.id == failing.id {
                note(index, change.id, "\(verb)_FAILED", type: change.type, reason: failing.reason)
                note(index, "Other", "\(verb)_FAILED", reason: "Resource creation cancelled")
                let rolledBack = verb == "CREATE" ? "ROLLBACK_COMPLETE" : "UPDATE_ROLLBACK_COMPLETE"
                return end(index, keepsFailed ? "\(verb)_FAILED" : failing.end ?? rolledBack)
            }
            note(index, change.id, "\(verb)_COMPLETE", type: change.type, physicalID: child)
        }
        stacks[index].template = pending.template
        (stacks[index].parameters, stacks[index].tags) = (pending.parameters, pending.tags)
        end(index, "\(verb)_COMPLETE")
    }

    private mutating func delete(_ index: Int) {
        for child in stacks[index].nested.values {
            if let inner = stacks.firstIndex(where: { $0.id == child }) { delete(inner) }
        }
        for id in stacks[index].resources.keys.sorted() { note(index, id, "DELETE_COMPLETE") }
        end(index, "DELETE_COMPLETE")
    }

    private mutating func note(
        _ index: Int, _ id: String, _ status: String, type: String? = nil, physicalID: String? = nil,
        reason: String? = nil
    ) {
        let isStack = physicalID != nil
        let type = isStack ? "AWS::CloudFormation::Stack" : type ?? stacks[index].resources[id] ?? ""
        stacks[index].events.append(
            .init(
                time: clock, logicalID: id, physicalID: physicalID ?? id, type: type, status: status, reason: reason))
        clock += 1
    }

    private mutating func end(_ index: Int, _ status: String) {
        note(index, stacks[index].name, status, physicalID: stacks[index].id)
        stacks[index].status = status
    }
}

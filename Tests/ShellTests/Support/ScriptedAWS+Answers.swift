import Foundation

/// A change of a change set.
struct ScriptedChange {
    var id: String
    var action: String
    var type: String
    var replacement = "False"
    /// The change set of the nested stack.
    var nested: String?

    var xml: String {
        "<Action>\(action)</Action><LogicalResourceId>\(id)</LogicalResourceId><ResourceType>\(type)</ResourceType>"
            + "<Replacement>\(replacement)</Replacement>" + (nested.map { "<ChangeSetId>\($0)</ChangeSetId>" } ?? "")
    }
}

extension ScriptedAWS.State {
    /// What early validation found.
    var validationEvents: String {
        let reason = validation ?? ""
        return "<OperationEvents><member><EventId>1</EventId><EventType>VALIDATION_ERROR</EventType>"
            + "<LogicalResourceId>Topic1</LogicalResourceId><ResourceType>AWS::SNS::Topic</ResourceType>"
            + "<ValidationName>NAME_CONFLICT_VALIDATION</ValidationName><ValidationPath>/Resources/Topic1</ValidationPath>"
            + "<ValidationStatusReason>\(reason)</ValidationStatusReason></member></OperationEvents>"
    }

    /// A topic that somebody has renamed.
    var drifts: String {
        "<StackResourceDrifts><member><LogicalResourceId>Topic1</LogicalResourceId><ResourceType>AWS::SNS::Topic"
            + "</ResourceType><StackResourceDriftStatus>MODIFIED</StackResourceDriftStatus><PropertyDifferences><member>"
            + "<PropertyPath>/DisplayName</PropertyPath><ExpectedValue>first</ExpectedValue><ActualValue>other</ActualValue>"
            + "<DifferenceType>NOT_EQUAL</DifferenceType></member></PropertyDifferences></member></StackResourceDrifts>"
    }
}

extension ScriptedAWS.StackState {
    /// The types of its resources.
    var resources: [String: String] { Self.resources(template).mapValues { $0["Type"] as? String ?? "" } }

    static func resources(_ template: String) -> [String: [String: Any]] {
        let object = try? JSONSerialization.jsonObject(with: Data(template.utf8)) as? [String: Any]
        return object?["Resources"] as? [String: [String: Any]] ?? [:]
    }

    /// A nested stack always counts as changed, as at CloudFormation.
    func changes(to pending: ScriptedAWS.Pending, replacing replaced: [String: String]) -> [ScriptedChange] {
        let (old, new) = (Self.resources(template), Self.resources(pending.template))
        return Set(old.keys).union(new.keys).sorted().compactMap { id in
            let type = (new[id] ?? old[id])?["Type"] as? String ?? ""
            let nested = pending.nested[id]
            switch (old[id], new[id]) {
            case (nil, _?): return ScriptedChange(id: id, action: "Add", type: type, nested: nested)
            case (_?, nil): return ScriptedChange(id: id, action: "Remove", type: type)
            case (let before?, let after?)
            where !NSDictionary(dictionary: before).isEqual(to: after) || replaced[id] != nil || nested != nil:
                return ScriptedChange(
                    id: id, action: "Modify", type: type, replacement: replaced[id] ?? "False", nested: nested)
            default: return nil
            }
        }
    }

    var xml: String {
        let given = outputs
        let outputs =
            status.hasSuffix("E_COMPLETE") && !status.hasPrefix("ROLLBACK")
            ? given.map { "<member><OutputKey>\($0.key)</OutputKey><OutputValue>\($0.value)</OutputValue></member>" }
                .joined() : ""
        return
            "<StackId>\(id)</StackId><StackName>\(name)</StackName><StackStatus>\(status)</StackStatus><Outputs>\(outputs)</Outputs>"
            + "<CreationTime>\(Self.time(created))</CreationTime>"
            + (updated.map { "<LastUpdatedTime>\(Self.time($0))</LastUpdatedTime>" } ?? "")
            + "<EnableTerminationProtection>\(isProtected)</EnableTerminationProtection><Parameters>"
            + parameters.map {
                "<member><ParameterKey>\($0.key)</ParameterKey><ParameterValue>\($0.value)</ParameterValue></member>"
            }.joined() + "</Parameters><Tags>"
            + tags.map { "<member><Key>\($0.key)</Key><Value>\($0.value)</Value></member>" }.joined() + "</Tags>"
    }

    var resourcesXML: String {
        resources.sorted { $0.key < $1.key }.map { id, type in
            "<member><LogicalResourceId>\(id)</LogicalResourceId><ResourceType>\(type)</ResourceType>"
                + "<PhysicalResourceId>\(nested[id] ?? "\(name)-\(id)")</PhysicalResourceId>"
                + "<ResourceStatus>CREATE_COMPLETE</ResourceStatus></member>"
        }.joined()
    }

    /// Newest first.
    var eventsXML: String {
        events.enumerated().reversed().map { number, event in
            let reason = event.reason.map { "<ResourceStatusReason>\($0.escaped)</ResourceStatusReason>" } ?? ""
            return "<member><EventId>\(id) \(number)</EventId><StackId>\(id)</StackId>"
                + "<Timestamp>\(Self.time(event.time))</Timestamp>"
                + "<LogicalResourceId>\(event.logicalID)</LogicalResourceId>"
                + "<PhysicalResourceId>\(event.physicalID)</PhysicalResourceId>"
                + "<ResourceType>\(event.type)</ResourceType><ResourceStatus>\(event.status)</ResourceStatus>\(reason)</member>"
        }.joined()
    }

    private static func time(_ seconds: Int) -> String { noon.addingTimeInterval(Double(seconds)).ISO8601Format() }
}

extension [String: String] {
    /// A list of pairs as a form has it.
    func members(_ list: String, _ key: String, _ value: String) -> [String: String] {
        var found: [String: String] = [:]
        for number in 1...20 {
            if let name = self["\(list).member.\(number).\(key)"] {
                found[name] = self["\(list).member.\(number).\(value)"] ?? ""
            }
        }
        return found
    }
}

extension String {
    /// As it stands in XML.
    var escaped: String {
        replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}

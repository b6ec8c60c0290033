import CloudFormation
import Deployment

/// What deploying a stack would change, in the shape of DescribeChangeSet's answer (CloudFormation API), with what that has
/// not: whether permissions are broadened, and what changes beside resources.
struct StackChangesJSON: Encodable {
    struct Change: Encodable {
        var type = "Resource"
        var resourceChange: ResourceChange
    }

    struct ResourceChange: Encodable {
        /// `Add`, `Modify` or `Remove`.
        var action: String
        /// `Retain` of what leaves the stack and stays.
        var policyAction: String?
        var logicalResourceId: String
        var resourceType: String
        /// `True`, `False` or `Conditional`, of what is modified.
        var replacement: String?
        var details: [Detail]?
    }

    struct Detail: Encodable {
        struct Target: Encodable {
            /// `Properties`, or what the resource has beside them.
            var attribute: String
            var name: String?
            var path: String
            /// `Never`, `Conditionally` or `Always`.
            var requiresRecreation: String
            var beforeValue: String?
            var afterValue: String?
        }

        var target: Target
        /// The resource whose replacement changes the value.
        var causingEntity: String?
    }

    /// Something beside the resources: a section of the template, or a setting of the stack.
    struct Other: Encodable {
        var section: String
        var name: String
        var beforeValue: String?
        var afterValue: String?
    }

    var stackName: String
    /// `CREATE` or `UPDATE`; none where nothing is seen to change, and for a stack that is deleted.
    var changeSetType: String?
    var changes: [Change]
    var broadensPermissions: Bool
    var otherChanges: [Other]
    /// Those that are nested in it, by their logical ids, and in which something changes.
    var nestedStacks: [StackChangesJSON]

    init(_ comparison: StackComparison) {
        switch comparison {
        case .deployed(let plan):
            self.init(plan.difference, of: plan.goal.name, plan.changeSetType)
            take(plan.settings)
        case .rehearsed(let rehearsed):
            let type = rehearsed.time == nil ? "CREATE" : rehearsed.isChange ? "UPDATE" : nil
            self.init(rehearsed.difference, of: rehearsed.stack.stackName, type)
            take(rehearsed.settings)
        }
    }

    private mutating func take(_ settings: [SettingChange]) {
        otherChanges += settings.map {
            Other(section: "Settings", name: $0.name, beforeValue: $0.old, afterValue: $0.new)
        }
    }

    private init(_ difference: StackDifference, of name: String, _ type: String?) {
        stackName = name
        changeSetType = type
        changes = difference.template.resources.map { Change(resourceChange: ResourceChange($0)) }
        broadensPermissions = difference.isBroadening
        otherChanges = difference.template.entries.map {
            Other(section: $0.section.rawValue, name: $0.name, beforeValue: $0.old?.plain, afterValue: $0.new?.plain)
        }
        nestedStacks = difference.nested.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }.map {
            StackChangesJSON($0.value, of: $0.key, nil)
        }
    }
}

extension StackPlan {
    fileprivate var changeSetType: String? {
        if isOpen { return nil }
        return switch step {
        case .create, .recreate: "CREATE"
        case .update, .rollBackAndUpdate: "UPDATE"
        case .delete, .skip, .nothing: nil
        }
    }
}

extension StackChangesJSON.ResourceChange {
    fileprivate init(_ resource: ResourceDifference) {
        (logicalResourceId, resourceType) = (resource.logicalID, resource.type)
        switch resource.impact {
        case .create: action = "Add"
        case .destroy: action = "Remove"
        case .orphan: (action, policyAction) = ("Remove", "Retain")
        case .update: (action, replacement) = ("Modify", "False")
        case .mayReplace: (action, replacement) = ("Modify", "Conditional")
        case .replace: (action, replacement) = ("Modify", "True")
        }
        guard action == "Modify" else { return }
        details =
            resource.properties.map { StackChangesJSON.Detail($0, attribute: "Properties", name: $0.path.property) }
            + resource.attributes.map {
                StackChangesJSON.Detail($0, attribute: $0.path.property ?? $0.path.description, name: nil)
            }
    }
}

extension StackChangesJSON.Detail {
    fileprivate init(_ change: PropertyChange, attribute: String, name: String?) {
        target = Target(
            attribute: attribute, name: name, path: change.path.description,
            requiresRecreation: change.replacement.requiresRecreation, beforeValue: change.old?.plain,
            afterValue: change.new?.plain)
        causingEntity = change.cause
    }
}

extension Replacement {
    fileprivate var requiresRecreation: String {
        switch self {
        case .never, .unknown: "Never"
        case .possible: "Conditionally"
        case .expected: "Always"
        }
    }
}

extension TemplateValue {
    /// A text as it is, and everything else as JSON.
    fileprivate var plain: String { if case .string(let text) = self { text } else { json } }
}

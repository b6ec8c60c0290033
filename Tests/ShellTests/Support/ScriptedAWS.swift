import AWS
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Shell

/// As much of AWS as deploying stacks asks for: identity, roles, parameters, a bucket, and stacks that change as their
/// change sets say, or as a test wants them to.
final class ScriptedAWS: Sendable {
    struct StackState: Sendable {
        var id: String
        var name: String
        var status: String
        var template = #"{"Resources": {}}"#
        var isProtected = false
        var outputs = ["Name": "shop-1"]
        var parameters: [String: String] = [:]
        var tags: [String: String] = [:]
        /// What was asked for and not executed yet.
        var pending: Pending?
        /// Oldest first.
        var events: [Event] = []
    }

    struct Pending: Sendable {
        var id: String
        var template: String
        var parameters: [String: String]
        var tags: [String: String]
    }

    struct Event: Sendable {
        var logicalID: String
        var physicalID: String
        var type: String
        var status: String
        var reason: String?
    }

    struct State: Sendable {
        var bootstrapVersion: String? = "30"
        /// By bucket and key.
        var objects: [String: String] = [:]
        /// By id, also those that were deleted.
        var stacks: [StackState] = []
        var bucketOwner = "123456789012"
        /// The logical ids of resources that change sets replace.
        var replaced: Set<String> = []
        /// A resource that change sets add beside those of the template.
        var addedByMacro: String?
        /// The resource whose creation or change fails, and why.
        var failing: (id: String, reason: String)?
        /// Everything that was asked to change something, in brief.
        var calls: [String] = []
        /// The fields of the last CreateChangeSet.
        var request: [String: String] = [:]
    }

    private let state = Mutex(State())

    var calls: [String] { state.withLock(\.calls) }
    var statuses: [String] { state.withLock { $0.stacks.map(\.status) } }
    var request: [String: String] { state.withLock(\.request) }

    func change(_ body: (inout sending State) -> Void) { state.withLock { body(&$0) } }

    /// Runs one line in the folder of an app against this AWS, and expects an exit code.
    func expect(
        _ code: Int32, of line: String, at terminal: Terminal = Terminal(nil), in app: URL,
        _ variables: [String: String] = [:], sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await RecordingServer.with({ self.answer($0) }) { server in
            let environment = [
                "AWS_ENDPOINT_URL": server.url, "AWS_ACCESS_KEY_ID": "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": "example",
                "AWS_REGION": "us-east-1", "HOME": app.path, "USER": "ada", "PATH": "/usr/bin:/bin",
            ].merging(variables) { $1 }
            var context = terminal.context(in: app, environment)
            context.aws = { try AWSSession(environment: environment) }
            context.deploysOnAWS = true
            let result = await CommandRunner(context: context).run(line: line)
            #expect(result == code, "\(terminal.screen)", sourceLocation: sourceLocation)
        }
    }

    // MARK: Answers

    func answer(_ request: RecordingServer.Request) -> RecordingServer.Answer {
        state.withLock { state in
            let form = request.form
            if let action = form["Action"] {
                guard let body = state.answer(action, form) else {
                    return .init(
                        status: 400,
                        body: "<ErrorResponse><Error><Code>ValidationError</Code><Message>Stack with id "
                            + "\(form["StackName"] ?? "") does not exist</Message></Error></ErrorResponse>")
                }
                return .init(body: "<\(action)Response><\(action)Result>\(body)</\(action)Result></\(action)Response>")
            }
            switch request.headers["x-amz-target"]?.split(separator: ".").last {
            case "GetParameter": return state.parameter()
            case "DescribeRepositories": return .init(body: #"{"repositories": [{"repositoryName": "images"}]}"#)
            case "GetAuthorizationToken":
                // AWS:pass
                return .init(
                    body:
                        #"{"authorizationData": [{"authorizationToken": "QVdTOnBhc3M=", "proxyEndpoint": "https://registry.example"}]}"#
                )
            case "DescribeImages": return .init(body: #"{"imageDetails": []}"#)
            default: return state.object(request)
            }
        }
    }
}

extension ScriptedAWS.State {
    fileprivate func parameter() -> RecordingServer.Answer {
        guard let bootstrapVersion else {
            return .init(status: 400, body: #"{"__type": "ParameterNotFound"}"#)
        }
        return .init(body: #"{"Parameter": {"Name": "version", "Value": "\#(bootstrapVersion)"}}"#)
    }

    fileprivate mutating func object(_ request: RecordingServer.Request) -> RecordingServer.Answer {
        let address = URLComponents(string: request.target)
        let path = String((address?.path ?? "").dropFirst())
        let query = Dictionary((address?.queryItems ?? []).map { ($0.name, $0.value ?? "") }) { $1 }
        if request.method == "PUT" {
            objects[path] = request.body
            calls.append("put \(path)")
            return .init()
        }
        if let owner = request.headers["x-amz-expected-bucket-owner"], owner != bucketOwner {
            return .init(status: 403, body: "<Error><Code>AccessDenied</Code></Error>")
        }
        if query["encryption"] != nil { return .init(body: "<ServerSideEncryptionConfiguration/>") }
        let key = "\(path)/\(query["prefix"] ?? "")"
        let found = objects[key].map {
            "<Contents><Key>\(query["prefix"] ?? "")</Key><Size>\($0.utf8.count)</Size></Contents>"
        }
        return .init(body: "<ListBucketResult>\(found ?? "")</ListBucketResult>")
    }

    fileprivate mutating func answer(_ action: String, _ form: [String: String]) -> String? {
        switch action {
        case "GetCallerIdentity":
            return "<Arn>arn:aws:iam::123456789012:user/ada</Arn><Account>123456789012</Account>"
        case "AssumeRole":
            return "<Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey>"
                + "<SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>"
        case "CreateChangeSet": return createChangeSet(form)
        case "DescribeChangeSet": return changeSet(form["ChangeSetName"] ?? "")
        case "ExecuteChangeSet": return execute(form["ChangeSetName"] ?? "")
        case "DeleteChangeSet":
            calls.append("delete change set")
            for index in stacks.indices where stacks[index].pending?.id == form["ChangeSetName"] {
                stacks[index].pending = nil
            }
            return ""
        default: break
        }
        guard let index = index(of: form["StackName"] ?? "") else { return nil }
        switch action {
        case "DescribeStacks": return "<Stacks><member>\(stacks[index].xml)</member></Stacks>"
        case "GetTemplate": return "<TemplateBody>\(stacks[index].template.escaped)</TemplateBody>"
        case "DescribeStackEvents": return "<StackEvents>\(stacks[index].eventsXML)</StackEvents>"
        case "ListStackResources": return "<StackResourceSummaries/>"
        case "UpdateTerminationProtection":
            stacks[index].isProtected = form["EnableTerminationProtection"] == "true"
            calls.append("protect \(stacks[index].isProtected)")
            return ""
        case "DeleteStack":
            calls.append("delete \(stacks[index].name)")
            for id in stacks[index].resources.keys.sorted() { note(index, id, "DELETE_COMPLETE") }
            end(index, "DELETE_COMPLETE")
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

    // MARK: Change sets

    private mutating func createChangeSet(_ form: [String: String]) -> String {
        let name = form["StackName"] ?? ""
        request = form
        calls.append("change set of \(name)")
        if index(of: name) == nil {
            stacks.append(
                .init(id: "arn:aws:…:stack/\(name)/\(stacks.count + 1)", name: name, status: "REVIEW_IN_PROGRESS"))
        }
        let index = index(of: name) ?? 0
        let url = form["TemplateURL"].map { String($0.split(separator: "/", maxSplits: 2)[2]) }
        let template = form["TemplateBody"] ?? url.flatMap { objects[$0] } ?? ""
        stacks[index].pending = .init(
            id: "arn:aws:…:changeSet/\(calls.count)", template: template,
            parameters: form.members("Parameters", "ParameterKey", "ParameterValue"),
            tags: form.members("Tags", "Key", "Value"))
        return "<Id>\(stacks[index].pending?.id ?? "")</Id><StackId>\(stacks[index].id)</StackId>"
    }

    private func changeSet(_ id: String) -> String? {
        guard let stack = stacks.first(where: { $0.pending?.id == id }), let pending = stack.pending else { return nil }
        var changes = stack.changes(to: pending, replacing: replaced)
        if let addedByMacro { changes.append(Change(id: addedByMacro, action: "Add", type: "AWS::SNS::Topic")) }
        let isEmpty = changes.isEmpty && stack.tags == pending.tags && stack.parameters == pending.parameters
        let status =
            isEmpty
            ? "<Status>FAILED</Status><StatusReason>The submitted information didn't contain changes.</StatusReason>"
            : "<Status>CREATE_COMPLETE</Status>"
        return "<ChangeSetId>\(id)</ChangeSetId><StackId>\(stack.id)</StackId>\(status)<Changes>"
            + changes.map { "<member><ResourceChange>\($0.xml)</ResourceChange></member>" }.joined() + "</Changes>"
    }

    private mutating func execute(_ id: String) -> String {
        guard let index = stacks.firstIndex(where: { $0.pending?.id == id }), let pending = stacks[index].pending else {
            return ""
        }
        calls.append("execute \(stacks[index].name)")
        let verb = stacks[index].status == "REVIEW_IN_PROGRESS" ? "CREATE" : "UPDATE"
        let changes = stacks[index].changes(to: pending, replacing: replaced)
        stacks[index].pending = nil
        note(index, stacks[index].name, "\(verb)_IN_PROGRESS", physicalID: stacks[index].id)
        for change in changes {
            if let failing, change.id == failing.id {
                note(index, change.id, "\(verb)_FAILED", type: change.type, reason: failing.reason)
                note(index, "Other", "\(verb)_FAILED", reason: "Resource creation cancelled")
                end(index, verb == "CREATE" ? "ROLLBACK_COMPLETE" : "UPDATE_ROLLBACK_COMPLETE")
                return ""
            }
            note(index, change.id, "\(verb)_IN_PROGRESS", type: change.type)
            note(index, change.id, "\(verb)_COMPLETE", type: change.type)
        }
        stacks[index].template = pending.template
        (stacks[index].parameters, stacks[index].tags) = (pending.parameters, pending.tags)
        end(index, "\(verb)_COMPLETE")
        return ""
    }

    private mutating func note(
        _ index: Int, _ id: String, _ status: String, type: String? = nil, physicalID: String? = nil,
        reason: String? = nil
    ) {
        let type = physicalID == nil ? type ?? stacks[index].resources[id] ?? "" : "AWS::CloudFormation::Stack"
        stacks[index].events.append(
            .init(logicalID: id, physicalID: physicalID ?? id, type: type, status: status, reason: reason))
    }

    private mutating func end(_ index: Int, _ status: String) {
        note(index, stacks[index].name, status, physicalID: stacks[index].id)
        stacks[index].status = status
    }
}

private struct Change {
    var id: String
    var action: String
    var type: String
    var isReplacement = false

    var xml: String {
        "<Action>\(action)</Action><LogicalResourceId>\(id)</LogicalResourceId><ResourceType>\(type)</ResourceType>"
            + "<Replacement>\(isReplacement ? "True" : "False")</Replacement>"
    }
}

extension ScriptedAWS.StackState {
    /// The types of its resources.
    fileprivate var resources: [String: String] { Self.resources(template).mapValues { $0["Type"] as? String ?? "" } }

    private static func resources(_ template: String) -> [String: [String: Any]] {
        let object = try? JSONSerialization.jsonObject(with: Data(template.utf8)) as? [String: Any]
        return object?["Resources"] as? [String: [String: Any]] ?? [:]
    }

    fileprivate func changes(to pending: ScriptedAWS.Pending, replacing replaced: Set<String>) -> [Change] {
        let (old, new) = (Self.resources(template), Self.resources(pending.template))
        return Set(old.keys).union(new.keys).sorted().compactMap { id in
            let type = (new[id] ?? old[id])?["Type"] as? String ?? ""
            switch (old[id], new[id]) {
            case (nil, _?): return Change(id: id, action: "Add", type: type)
            case (_?, nil): return Change(id: id, action: "Remove", type: type)
            case (let before?, let after?)
            where !NSDictionary(dictionary: before).isEqual(to: after) || replaced.contains(id):
                return Change(id: id, action: "Modify", type: type, isReplacement: replaced.contains(id))
            default: return nil
            }
        }
    }

    fileprivate var xml: String {
        let given = outputs
        let outputs =
            status.hasSuffix("E_COMPLETE") && !status.hasPrefix("ROLLBACK")
            ? given.map { "<member><OutputKey>\($0.key)</OutputKey><OutputValue>\($0.value)</OutputValue></member>" }
                .joined() : ""
        return
            "<StackId>\(id)</StackId><StackName>\(name)</StackName><StackStatus>\(status)</StackStatus><Outputs>\(outputs)</Outputs>"
            + "<EnableTerminationProtection>\(isProtected)</EnableTerminationProtection><Parameters>"
            + parameters.map {
                "<member><ParameterKey>\($0.key)</ParameterKey><ParameterValue>\($0.value)</ParameterValue></member>"
            }.joined() + "</Parameters><Tags>"
            + tags.map { "<member><Key>\($0.key)</Key><Value>\($0.value)</Value></member>" }.joined() + "</Tags>"
    }

    /// A second apart, newest first.
    fileprivate var eventsXML: String {
        events.enumerated().reversed().map { number, event in
            let time = noon.addingTimeInterval(Double(number)).ISO8601Format()
            let reason = event.reason.map { "<ResourceStatusReason>\($0.escaped)</ResourceStatusReason>" } ?? ""
            return "<member><EventId>\(number)</EventId><StackId>\(id)</StackId><Timestamp>\(time)</Timestamp>"
                + "<LogicalResourceId>\(event.logicalID)</LogicalResourceId>"
                + "<PhysicalResourceId>\(event.physicalID)</PhysicalResourceId>"
                + "<ResourceType>\(event.type)</ResourceType><ResourceStatus>\(event.status)</ResourceStatus>\(reason)</member>"
        }.joined()
    }
}

extension [String: String] {
    /// A list of pairs as a form has it.
    fileprivate func members(_ list: String, _ key: String, _ value: String) -> [String: String] {
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
    fileprivate var escaped: String {
        replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}

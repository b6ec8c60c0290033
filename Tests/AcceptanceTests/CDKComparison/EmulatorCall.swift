import Foundation

/// A call that an emulator wrote down.
struct EmulatorCall {
    /// The role that made it; `caller` is whoever has the keys.
    var who: String
    var service: String
    var name: String
    var parameters: [String: String]

    /// Throws where it is no call: what is not understood was not compared.
    init(_ line: Substring) throws {
        guard let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
            let who = object["who"] as? String, let service = object["service"] as? String,
            let name = object["call"] as? String, let parameters = object["with"] as? [String: Any]
        else { throw SetupFailure(words: "no call of an emulator: \(line)") }
        (self.who, self.service, self.name) = (who, service, name)
        self.parameters = parameters.mapValues { "\($0)" }
    }

    /// Those of a log.
    static func all(in log: URL) throws -> [EmulatorCall] {
        try String(contentsOf: log, encoding: .utf8).split(separator: "\n").map(EmulatorCall.init)
    }

    /// Whether it may have changed something.
    var isWrite: Bool {
        !["Describe", "Get", "List", "Lookup", "AssumeRole", "GET", "HEAD"].contains { name.hasPrefix($0) }
    }

    var isUpload: Bool { service == "s3" }

    /// The operation that it is: of S3 the method, with the subresource that is meant.
    var operation: String {
        let subresources =
            service == "s3" ? ["encryption", "list-type", "location"].filter { parameters[$0] != nil } : []
        return ([service, name] + subresources).joined(separator: " ")
    }

    /// What it is about: a stack, or everything that is published.
    var subject: String {
        isUpload ? "objects" : parameters["StackName"].map { PermittedDifference.settled("StackName", $0) } ?? ""
    }

    /// What was done by whom with what, where what is permitted to differ is left out.
    var meaning: String {
        let told = parameters.filter { PermittedDifference.reason(toLeaveOut: $0.key, $0.value, of: name) == nil }
        // `Tags.member.1.Key` and `Tags.member.1.Value` are one entry, and the order of entries has no meaning.
        let entries = Dictionary(grouping: told) { $0.key.replacing(#/(\.member\.\d+)\..*/#) { $0.1 } }
        let words = entries.values.map { members in
            members.map { name, value in
                "\(name.replacing(#/\.member\.\d+/#, with: ""))=\(PermittedDifference.settled(name, value))"
            }.sorted().joined(separator: ",")
        }
        return "\(who): \(service) \(name) \(words.sorted().joined(separator: " "))"
    }
}

/// What sluice does otherwise than the CDK CLI, on purpose. Everything else has to be the same.
enum PermittedDifference {
    /// Why a parameter need not be there, or may be another one.
    static func reason(toLeaveOut parameter: String, _ value: String, of call: String) -> String? {
        switch (parameter, value) {
        case ("RoleARN", _) where call == "DeleteStack": "what CloudFormation does anyway: the role that the stack has"
        case ("ChangeSetName", _): "the CLI has one name for all, under which two deployments delete each other's"
        case ("ClientToken", _), ("ClientRequestToken", _): "made up anew for every call"
        case ("Description", _): "says who made the change set"
        case ("DeploymentConfig.Mode", "STANDARD"):
            "what CloudFormation does anyway, and what older endpoints do not know"
        case ("ImportExistingResources", "false"): "what CloudFormation does anyway"
        case ("Version", _): "of the service's API"
        default: nil
        }
    }

    /// What a value means where the two write it in different ways.
    static func settled(_ parameter: String, _ value: String) -> String {
        switch parameter {
        // By name or by id, which is surer where a stack may be deleted and made anew meanwhile.
        case "StackName": value.split(separator: "/").dropFirst().first.map(String.init) ?? value
        // The CLI takes the host from AWS_ENDPOINT_URL, at which CloudFormation itself could not reach it.
        case "TemplateURL": URL(string: value)?.path() ?? value
        default: value
        }
    }

    /// What sluice reads that the CLI does not, and why.
    static let reads = [
        "sts GetCallerIdentity": "the CLI asks once for each key, and keeps the answer below ~/.cdk/cache",
        "s3 GET encryption": "the CLI has looked in the step before, in which it published before it asked",
        "codepipeline ListPipelineExecutions": "the pipeline that the stack has made is followed",
        "cloudformation ListStackResources":
            "finds the pipelines to follow, and nested stacks also where the CLI takes the one that has them for unchanged",
    ]

    /// The CLI tidies up behind the one name that it has. Sluice deletes what it has made, and nothing else.
    static func isTidying(_ call: EmulatorCall) -> Bool {
        call.name == "DeleteChangeSet" && call.parameters["ChangeSetName"] == "cdk-deploy-change-set"
    }
}

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
        /// When it was made and changed last, on the clock of events.
        var created = 0
        var updated: Int?
        /// The ids of the stacks nested in it, by logical id.
        var nested: [String: String] = [:]
        /// Oldest first.
        var events: [Event] = []
    }

    struct Pending: Sendable {
        var id: String
        var template: String
        var parameters: [String: String]
        var tags: [String: String]
        /// The change sets of nested stacks, by logical id.
        var nested: [String: String] = [:]
    }

    struct Event: Sendable {
        /// Seconds after noon.
        var time: Int
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
        /// The key that buckets encrypt with, if with one of their own.
        var bucketKey: String?
        /// What came with the last object but its content.
        var objectHeaders: [String: String] = [:]
        /// Counts everything that happens: a second each.
        var clock = 0
        /// What change sets say of replacing resources, by logical id: `True` or `Conditional`.
        var replaced: [String: String] = [:]
        /// A resource that change sets add beside those of the template.
        var addedByMacro: String?
        /// The resource whose creation or change fails, why, and how the stack ends, if not rolled back.
        var failing: (id: String, reason: String, end: String?)?
        /// Whether operations go on until `finish` ends them: change sets are worked out, stacks are changed.
        var isSlow = false
        /// Why early validation refuses change sets.
        var validation: String?
        /// The code of the refusal that answers an action, which is carried out all the same.
        var refused: [String: String] = [:]
        /// The same for what is not carried out.
        var undone: [String: String] = [:]
        /// Where syntheses are remembered; `nil` remembers none.
        var cache: URL?
        /// The region in which each operation on pipelines was asked for last, and by whose key.
        var pipelineScopes: [String: String] = [:]
        /// The pipeline of the account.
        var pipeline: ScriptedPipeline?
        /// What happens when an action is asked for, once.
        var hooks: [String: @Sendable () -> Void] = [:]
        /// Everything that was asked to change something, in brief.
        var calls: [String] = []
        /// The fields of the last CreateChangeSet.
        var request: [String: String] = [:]
        /// The names under which roles were assumed.
        var sessionNames: Set<String> = []
        /// How long commands would have waited.
        var pauses: [Duration] = []
        /// The profiles whose keys were asked for.
        var profiles: [String] = []
    }

    private let state = Mutex(State())

    var calls: [String] { state.withLock(\.calls) }
    var statuses: [String] { state.withLock { $0.stacks.map(\.status) } }
    var request: [String: String] { state.withLock(\.request) }
    var objectHeaders: [String: String] { state.withLock(\.objectHeaders) }
    var tags: [String: String] { state.withLock { $0.stacks.last?.tags ?? [:] } }
    var sessionNames: Set<String> { state.withLock(\.sessionNames) }
    var profiles: [String] { state.withLock(\.profiles) }
    var pipelineScopes: [String: String] { state.withLock(\.pipelineScopes) }
    var pauses: [Duration] { state.withLock(\.pauses) }

    func change(_ body: (inout sending State) -> Void) { state.withLock { body(&$0) } }

    /// Runs one line in the folder of an app against this AWS, and expects an exit code.
    ///
    /// - Parameters:
    ///   - interruption: the action at which Ctrl-C is pressed.
    ///   - earlier: the action that has to be asked for first.
    func expect(
        _ code: Int32, of line: String, at terminal: Terminal = Terminal(nil), in app: URL,
        _ variables: [String: String] = [:], interruptedAt interruption: String? = nil,
        after earlier: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await RecordingServer.with({ self.answer($0) }) { server in
            let environment = [
                "AWS_ENDPOINT_URL": server.url, "AWS_ACCESS_KEY_ID": "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": "example",
                "AWS_REGION": "us-east-1", "HOME": app.path, "USER": "ada", "PATH": "/usr/bin:/bin",
            ].merging(variables) { $1 }
            var context = terminal.context(in: app, environment)
            context.aws = { try AWSSession(environment: environment) }
            context.deploysOnAWS = true
            context.awsOfProfile = { profile in
                self.change { $0.profiles.append(profile) }
                return try AWSSession(environment: environment)
            }
            context.cache = state.withLock(\.cache)
            context.pause = { wait in self.change { $0.pauses.append(wait) } }
            context.connect = { _ in try ServiceClient(session: AWSSession(environment: environment)) }
            // Nothing is asked for before it is known when to press.
            let (begin, ready) = AsyncStream<Void>.makeStream()
            let run = Task { [context] in
                for await _ in begin { break }
                return await CommandRunner(context: context).run(line: line)
            }
            if let interruption {
                let press = { @Sendable in self.change { $0.hooks[interruption] = { run.cancel() } } }
                if let earlier { self.before(earlier, press) } else { press() }
            }
            ready.yield()
            let result = await run.value
            #expect(result == code, "\(terminal.screen)", sourceLocation: sourceLocation)
        }
    }

    /// Has something happen before an action is answered, besides what happens there already.
    func before(_ action: String, _ body: @escaping @Sendable () -> Void) {
        change { state in
            let other = state.hooks[action]
            state.hooks[action] = {
                other?()
                body()
            }
        }
    }

    // MARK: Answers

    private static func refusal(_ code: String, _ message: String = "") -> RecordingServer.Answer {
        let error = "<Error><Code>\(code)</Code><Message>\(message)</Message></Error>"
        return .init(status: 400, body: "<ErrorResponse>\(error)</ErrorResponse>")
    }

    func answer(_ request: RecordingServer.Request) -> RecordingServer.Answer {
        let action = request.form["Action"] ?? ""
        if let hook = state.withLock({ $0.hooks.removeValue(forKey: action) }) { hook() }
        return state.withLock { state in
            let form = request.form
            if let action = form["Action"] {
                if let code = state.undone[action] { return Self.refusal(code) }
                guard let body = state.answer(action, form) else {
                    return Self.refusal("ValidationError", "Stack with id \(form["StackName"] ?? "") does not exist")
                }
                if let code = state.refused[action] { return Self.refusal(code) }
                return .init(body: "<\(action)Response><\(action)Result>\(body)</\(action)Result></\(action)Response>")
            }
            let operation = request.headers["x-amz-target"]?.split(separator: ".").last.map(String.init)
            if let operation { state.pipelineScopes[operation] = request.scope }
            if let operation, let answer = state.pipelineAnswer(operation, request.body) { return answer }
            switch operation {
            case "GetParameter": return state.parameter()
            case "DescribeRepositories": return .init(body: #"{"repositories": [{"repositoryName": "images"}]}"#)
            case "GetAuthorizationToken":
                // AWS:pass
                return .init(
                    body:
                        #"{"authorizationData": [{"authorizationToken": "QVdTOnBhc3M=", "proxyEndpoint": "https://registry.example"}]}"#
                )
            case "GetSecretValue":
                return .init(body: #"{"SecretString": "{\"username\": \"ada\", \"token\": \"s3cret\"}"}"#)
            case "DescribeImages": return .init(body: #"{"imageDetails": []}"#)
            case "ListPipelineExecutions": return .init(body: #"{"pipelineExecutionSummaries": []}"#)
            default: return state.object(request)
            }
        }
    }
}

extension RecordingServer.Request {
    /// `KEY REGION` of the signature.
    fileprivate var scope: String? {
        headers["authorization"]?.firstMatch(of: #/Credential=([^\/]+)\/\d+\/([^\/]+)/#).map { "\($0.1) \($0.2)" }
    }
}

extension ScriptedAWS.State {
    func parameter() -> RecordingServer.Answer {
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
            objectHeaders = request.headers
            calls.append("put \(path)")
            return .init()
        }
        if let owner = request.headers["x-amz-expected-bucket-owner"], owner != bucketOwner {
            return .init(status: 403, body: "<Error><Code>AccessDenied</Code></Error>")
        }
        if query["encryption"] != nil {
            let rule = bucketKey.map {
                "<Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm>"
                    + "<KMSMasterKeyID>\($0)</KMSMasterKeyID></ApplyServerSideEncryptionByDefault></Rule>"
            }
            return .init(
                body: "<ServerSideEncryptionConfiguration>\(rule ?? "")</ServerSideEncryptionConfiguration>")
        }
        let key = "\(path)/\(query["prefix"] ?? "")"
        let found = objects[key].map {
            "<Contents><Key>\(query["prefix"] ?? "")</Key><Size>\($0.utf8.count)</Size></Contents>"
        }
        return .init(body: "<ListBucketResult>\(found ?? "")</ListBucketResult>")
    }
}

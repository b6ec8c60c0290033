import CloudFormation
import Foundation

/// What is kept of a stack that was rehearsed: what it would be by now, and its change sets.
struct RehearsedStack: Codable {
    private static let currentVersion = 1

    var version = RehearsedStack.currentVersion
    /// `nil` while there are only change sets, as AWS has it with REVIEW_IN_PROGRESS.
    var deployed: Deployed?
    /// The execution that rehearsed its deletion.
    var deletedBy: String?
    /// By name. One that was executed stays, so that a retry can make it again.
    var changeSets: [String: ChangeSet] = [:]

    /// What executing a change set would have made.
    struct Deployed: Codable {
        var template: String
        /// As a request's; `nil` where they were not looked at.
        var nested: [String: String]?
        var parameters: [String: String]
        var tags: [String: String]
        var outputs: [Output]
        var imports: [String]
        var time: Date
        /// The run that made it, and the execution that was of.
        var run: String
        var execution: String?
    }

    struct Output: Codable {
        var key: String
        var value: String
        var exportName: String?
    }

    struct ChangeSet {
        var request: StackRequest
        /// Whether it is gone, as a change set is once it was executed.
        var isExecuted = false

        init(_ request: StackRequest) { self.request = request }
    }

    /// Whether what is kept is what an execution has made of it.
    func isMade(by execution: String) -> Bool { [deployed?.execution, deletedBy].contains(execution) }

    /// Reads what is kept; `nil` if that is nothing, or nothing that is understood.
    static func load(from file: URL) -> RehearsedStack? {
        guard let data = try? Data(contentsOf: file),
            let stack = try? JSONDecoder().decode(RehearsedStack.self, from: data), stack.version == currentVersion
        else { return nil }
        return stack
    }
}

extension RehearsedStack.Deployed {
    /// As what a new deployment is compared with.
    func deployment() throws(TemplateError) -> StackDeployment {
        StackDeployment(template: try Template(template), parameters: parameters, tags: tags)
    }

    var stackOutputs: [StackOutput] {
        outputs.map { StackOutput(key: $0.key, value: $0.value, exportName: $0.exportName) }
    }
}

extension RehearsedStack.ChangeSet: Codable {
    private enum CodingKeys: String, CodingKey { case isExecuted }

    init(from decoder: any Decoder) throws {
        request = try StackRequest(from: decoder)
        isExecuted = try decoder.container(keyedBy: CodingKeys.self).decode(Bool.self, forKey: .isExecuted)
    }

    func encode(to encoder: any Encoder) throws {
        try request.encode(to: encoder)
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(isExecuted, forKey: .isExecuted)
    }
}

public import Foundation

/// What the engine rehearsed of a CloudFormation stack last: what would be deployed by now.
///
/// Part of sluice's extension; AWS answers `UnknownOperationException`.
public enum DescribeRehearsal: Operation {
    public static let target = Service.sluice.target("DescribeRehearsal")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var stackName: String
        /// The engine's own if `nil`.
        public var account: String?
        /// The engine's own if `nil`.
        public var region: String?

        public init(stackName: String, account: String? = nil, region: String? = nil) {
            self.stackName = stackName
            self.account = account
            self.region = region
        }
    }

    /// What the service answers; nothing for a stack that was not rehearsed.
    public struct Output: Codable, Sendable, Hashable {
        public var rehearsal: Rehearsal?

        public init(rehearsal: Rehearsal? = nil) {
            self.rehearsal = rehearsal
        }
    }

    /// A stack as it would be.
    public struct Rehearsal: Codable, Sendable, Hashable {
        public var templateBody: String
        /// The templates of nested stacks, by the logical ids that lead there: `Network/Subnets`; `nil` where nobody knows.
        public var nestedTemplates: [String: String]?
        public var parameters: [String: String]
        public var tags: [String: String]
        public var outputs: [String: String]
        public var time: Date

        public init(
            templateBody: String, nestedTemplates: [String: String]?, parameters: [String: String],
            tags: [String: String], outputs: [String: String], time: Date
        ) {
            self.templateBody = templateBody
            self.nestedTemplates = nestedTemplates
            self.parameters = parameters
            self.tags = tags
            self.outputs = outputs
            self.time = time
        }
    }
}

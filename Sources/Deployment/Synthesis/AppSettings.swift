import CloudFormation

/// What the files of an app say of deploying it, in the words of the CDK CLI, which takes these from there. A command line wins.
public struct AppSettings: Sendable, Hashable {
    /// Which changes a person has to agree to.
    public var approvalLevel: ApprovalLevel?
    /// In place of those that the app gives its stacks.
    public var tags: [String: String] = [:]
    /// Where the outputs of stacks are written.
    public var outputsFile: String?
    /// Whether what was made goes again where something fails.
    public var rollsBack: Bool?
    /// Whose credentials are used.
    public var profile: String?
    /// What the bootstrap stack is called, if not as always.
    public var toolkitStackName: String?
    /// What the names of its bootstrap stack's resources have in them, if the app's context says so.
    public var bootstrapQualifier: String?
    /// Whether what the app asks for may be looked up.
    var looksUp = true
    /// The stacks for which the app builds code; all of them if it is not said.
    var bundlingStacks: [String]?
    /// Keys that change what the CDK CLI does, and are not heeded here.
    public var unheeded: [String] = []

    public init() {}
}

extension AppSettings {
    init(_ settings: [String: TemplateValue]) {
        approvalLevel = settings["requireApproval"]?.text.flatMap(ApprovalLevel.init)
        for tag in settings["tags"]?.list ?? [] {
            if let key = tag["Key"]?.text { tags[key] = tag["Value"]?.text ?? "" }
        }
        outputsFile = settings["outputsFile"]?.text
        rollsBack = settings["rollback"].map { $0 != .bool(false) }
        profile = settings["profile"]?.text
        toolkitStackName = settings["toolkitStackName"]?.text
        looksUp = settings["lookups"] != .bool(false)
        bundlingStacks = settings["bundlingStacks"]?.list?.compactMap(\.text)
        unheeded = ["caBundlePath", "proxy", "region", "toolkitBucket"].filter { settings[$0] != nil }
        if settings["staging"] == .bool(false) { unheeded.append("staging") }
    }
}

import PipelineAPI
import Yams

extension ActionReader {
    static let approvalKeys = commonKeys + ["approval", "url", "notify", "timeout", "timeoutInMinutes"]

    /// A manual approval: `approval: "What to look at"`, or `approval: true`.
    func readApproval() -> ActionDeclaration {
        file.refuseUnknownKeys(of: node, known: Self.approvalKeys, in: "an approval")
        var action = base(.approval, "Manual")
        let keys = [("CustomData", "approval"), ("ExternalEntityLink", "url"), ("NotificationArn", "notify")]
        var configuration: [String: String] = [:]
        for (key, short) in keys {
            configuration[key] = file.text(node[short], short)
            file.place(path.member("configuration").key(key), at: node[short])
        }
        if configuration["CustomData"] == "true" { configuration["CustomData"] = nil }
        if !configuration.isEmpty { action.configuration = configuration }
        let timeout = file.either("timeout", "timeoutInMinutes", of: node)
        action.timeoutInMinutes = file.number(timeout, "timeout (in minutes)")
        file.place(path.member("timeoutInMinutes"), at: timeout)
        return action
    }
}

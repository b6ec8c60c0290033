import PipelineAPI
import Runner

/// A log group as requests name it.
enum LogGroup {
    /// The group's name, given as such or as an identifier, which may be the group's ARN
    /// (`arn:aws:logs:<region>:<account>:log-group:<name>`, with `:*` behind it or not).
    static func name(_ name: String?, _ identifier: String?) -> String? {
        if let name { return name }
        let parts = identifier?.split(separator: ":").filter { $0 != "*" }
        return parts?.last.map(String.init)
    }
}

extension BuildCatalog {
    /// The builds whose logs are the streams of a group.
    ///
    /// Throws `InvalidParameterException`, `ResourceNotFoundException`.
    func builds(inGroup group: String?) throws(APIError) -> [(directory: BuildDirectory, request: BuildRequest)] {
        guard let group else {
            throw APIError(code: "InvalidParameterException", message: "logGroupName or logGroupIdentifier is missing")
        }
        let builds = allBuilds().filter { BuildLogLocation($0.request).group == group }
        guard !builds.isEmpty else {
            throw APIError(code: "ResourceNotFoundException", message: "The specified log group does not exist.")
        }
        return builds
    }
}

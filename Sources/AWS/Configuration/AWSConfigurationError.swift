/// What is wrong with AWS's shared files or the environment, so that no call can be made.
public enum AWSConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A shared file that can't be read; `line` counts from 1.
    case unreadable(path: String, line: Int, reason: String)
    case noProfile(String)
    case noRegion(profile: String)
    /// A setting that is there and can't be followed; the sentence says which and why.
    case invalid(String)

    public var description: String {
        switch self {
        case .unreadable(let path, let line, let reason): "\(path):\(line): \(reason)"
        case .noProfile(let name): "There is no profile '\(name)' in AWS's shared config and credentials files."
        case .noRegion(let profile): "No AWS region is set: set AWS_REGION, or `region` in profile '\(profile)'."
        case .invalid(let sentence): sentence
        }
    }
}

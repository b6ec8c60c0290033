/// Stable names for what only AWS names.
enum StandIn {
    /// A text in the letters that every name in AWS may have.
    static func name(_ text: String) -> String {
        String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) ? $0 : "-" })
    }

    /// An ARN in the form that most services use.
    static func arn(type: String, name: String, stack: StackContext) -> String {
        let parts = type.split(separator: ":").map { $0.lowercased() }
        let service = parts.count == 3 ? parts[1] : "unknown"
        let kind = parts.count == 3 ? parts[2] : "resource"
        let prefix = "arn:\(stack.partition):\(service)"
        switch service {
        case "s3": return "\(prefix):::\(name)"
        case "iam": return "\(prefix)::\(stack.account):\(kind)/\(name)"
        case "sns", "sqs", "codecommit", "codepipeline": return "\(prefix):\(stack.region):\(stack.account):\(name)"
        case "lambda": return "\(prefix):\(stack.region):\(stack.account):function:\(name)"
        default: return "\(prefix):\(stack.region):\(stack.account):\(kind)/\(name)"
        }
    }
}

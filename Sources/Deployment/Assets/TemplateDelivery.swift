public import CloudFormation
public import Foundation

/// How CloudFormation gets the template of a stack.
public enum TemplateDelivery: Sendable, Hashable {
    /// It has it: the stack keeps the template that it was made with.
    case previous
    /// It was published with the assets.
    case published(url: String)
    /// It goes with the request.
    case inline(String)
    /// It is too large for a request and has to be uploaded to the staging bucket first, under this key.
    case upload(key: String, body: Data)

    /// CloudFormation quotas, "Template body size in a request".
    static let inlineLimitInBytes = 51_200

    /// Throws `AssemblyError` if the assembly says no address that can be meant.
    public init(of stack: StackArtifact, template: Data, in environment: AWSEnvironment) throws(AssemblyError) {
        if let url = try stack.templateURL(in: environment) {
            self = .published(url: url)
        } else {
            self.init(template, of: stack.id)
        }
    }

    /// With the request if that is long enough for it.
    ///
    /// - Parameter name: what an upload's key names.
    public init(_ template: Data, of name: String) {
        self =
            template.count <= Self.inlineLimitInBytes
            ? .inline(String(decoding: template, as: UTF8.self))
            : .upload(key: "cdk/\(name)/\(ContentHash(of: template).hexadecimal).yml", body: template)
    }
}

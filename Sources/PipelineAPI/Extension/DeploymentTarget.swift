/// Where the stacks of one pipeline on the embedded engine are: to be deployed there, or only to be looked at.
///
/// Only what a person has written into the engine's settings is one: no credentials that lie around make a pipeline deploy.
public struct DeploymentTarget: Codable, Sendable, Hashable {
    /// `aws`, or the http(s) address of something that speaks all of AWS's services.
    public var endpoint: String
    /// The profile whose keys sign, and no others.
    public var profile: String
    /// Whether stacks are deployed and assets published there; if not, rehearsals read what is deployed.
    public var deploys: Bool

    public init(endpoint: String, profile: String, deploys: Bool) {
        self.endpoint = endpoint
        self.profile = profile
        self.deploys = deploys
    }

    public var isAWS: Bool { endpoint == "aws" }

    /// As sentences name it: `on AWS`, or `at` the address.
    public var place: String { isAWS ? "on AWS" : "at \(endpoint)" }

    /// The same, only to be looked at.
    public var readOnly: DeploymentTarget { DeploymentTarget(endpoint: endpoint, profile: profile, deploys: false) }
}

import Foundation
public import PipelineAPI

extension EngineSettings {
    /// Where the stacks of a pipeline are; `nil` if they are only rehearsed. A preflight looks at those of its pipeline.
    public func deployment(of pipeline: PipelineName) -> DeploymentTarget? {
        guard pipeline.isPreflight else { return deployments[pipeline.rawValue] }
        return deployments.first { PipelineName($0.key).preflight == pipeline }?.value.readOnly
    }

    /// What is wrong with `deployments`.
    var deploymentProblem: String? {
        deployments.sorted { $0.key < $1.key }.lazy.compactMap { name, target in
            let key = "deployments.\(name)"
            if PipelineName(name).isPreflight { return "\(key): a preflight never deploys; name the pipeline" }
            if target.profile.isEmpty { return "\(key).profile must name a profile" }
            if target.isAWS || URL(string: target.endpoint).map(isAddress) == true { return nil }
            return "\(key).endpoint must be aws or an http(s) address"
        }.first
    }

    private func isAddress(_ url: URL) -> Bool {
        ["http", "https"].contains(url.scheme) && url.host()?.isEmpty == false
    }
}

/// A target as it stands in the file: what is to be deployed is said, and no other key is taken for it.
struct WrittenTarget: Decodable {
    let target: DeploymentTarget

    enum CodingKeys: String, CodingKey, CaseIterable { case endpoint, profile, deploys }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(knowing: CodingKeys.self)
        target = DeploymentTarget(
            endpoint: try values.decodeIfPresent(String.self, forKey: .endpoint) ?? "",
            profile: try values.decodeIfPresent(String.self, forKey: .profile) ?? "",
            deploys: try values.decodeIfPresent(Bool.self, forKey: .deploys) ?? false)
    }
}

/// `<stack>.assets.json` as it is written.
struct AssetManifestFile: Decodable {
    var files: [String: File]?
    var dockerImages: [String: Image]?

    struct File: Decodable {
        var displayName: String?
        var source: Source
        var destinations: [String: Destination]

        struct Source: Decodable {
            var path: String?
            var packaging: String?
            var executable: [String]?
        }

        struct Destination: Decodable {
            var bucketName: String
            var objectKey: String
            var region: String?
            var assumeRoleArn: String?
            var assumeRoleExternalId: String?
            var assumeRoleAdditionalOptions: [String: TemplateValue]?
        }
    }

    struct Image: Decodable {
        var displayName: String?
        var source: Source
        var destinations: [String: Destination]

        struct Source: Decodable {
            var directory: String?
            var executable: [String]?
            var dockerFile: String?
            var dockerBuildTarget: String?
            var dockerBuildArgs: [String: String]?
            var dockerBuildContexts: [String: String]?
            var dockerBuildSecrets: [String: String]?
            var dockerBuildSsh: String?
            var networkMode: String?
            var platform: String?
            var dockerOutputs: [String]?
            var cacheFrom: [ImageBuild.Cache]?
            var cacheTo: ImageBuild.Cache?
            var cacheDisabled: Bool?
        }

        struct Destination: Decodable {
            var repositoryName: String
            var imageTag: String
            var region: String?
            var assumeRoleArn: String?
            var assumeRoleExternalId: String?
            var assumeRoleAdditionalOptions: [String: TemplateValue]?
        }
    }
}

extension AssumedRole {
    /// `nil` without an ARN: then the caller's own credentials are meant.
    init?(arn: String?, externalID: String?, options: [String: TemplateValue]?) {
        guard let arn else { return nil }
        self.init(arn: arn, externalID: externalID, options: options ?? [:])
    }
}

extension BootstrapRequirement {
    /// `nil` without a version: then nothing is required.
    init?(version: Int?, parameterName: String?) {
        guard let version else { return nil }
        self.init(version: version, parameterName: parameterName)
    }
}

/// `manifest.json`, as far as it is read. Unknown members and kinds of artifacts are ignored.
struct Manifest: Decodable {
    var artifacts: [String: Artifact]?
    var missing: [MissingContext]?

    /// What is read first: a newer manifest may have any other form.
    struct Header: Decodable {
        var version: String
        var minimumCliVersion: String?
    }

    struct Artifact: Decodable {
        var environment: String?
        var dependencies: [String]?
        var metadata: [String: [ConstructMetadata.Entry]]?
        var additionalMetadataFile: String?
        var displayName: String?
        var kind: Kind

        /// The types of artifacts that matter, each with its properties.
        enum Kind {
            case stack(Stack)
            case assets(Assets)
            case assembly(Nested)
            case tree(Tree)
            case other
        }
    }

    struct Stack: Decodable {
        var templateFile: String
        var stackName: String?
        var parameters: [String: String]?
        var tags: [String: String]?
        var notificationArns: [String]?
        var terminationProtection: Bool?
        var assumeRoleArn: String?
        var assumeRoleExternalId: String?
        var assumeRoleAdditionalOptions: [String: TemplateValue]?
        var cloudFormationExecutionRoleArn: String?
        var lookupRole: LookupRole?
        var stackTemplateAssetObjectUrl: String?
        var requiresBootstrapStackVersion: Int?
        var bootstrapStackVersionSsmParameter: String?
        var validateOnSynth: Bool?
    }

    struct LookupRole: Decodable {
        var arn: String
        var assumeRoleExternalId: String?
        var assumeRoleAdditionalOptions: [String: TemplateValue]?
        var requiresBootstrapStackVersion: Int?
        var bootstrapStackVersionSsmParameter: String?
    }

    struct Assets: Decodable {
        var file: String
        var requiresBootstrapStackVersion: Int?
        var bootstrapStackVersionSsmParameter: String?
    }

    struct Nested: Decodable {
        var directoryName: String
        var displayName: String?
    }

    struct Tree: Decodable {
        var file: String
    }
}

extension Manifest.Artifact {
    private enum CodingKeys: String, CodingKey {
        case type, environment, dependencies, metadata, additionalMetadataFile, displayName, properties
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        switch try container.decode(String.self, forKey: .type) {
        case "aws:cloudformation:stack": kind = .stack(try container.decode(Manifest.Stack.self, forKey: .properties))
        case "cdk:asset-manifest": kind = .assets(try container.decode(Manifest.Assets.self, forKey: .properties))
        case "cdk:cloud-assembly": kind = .assembly(try container.decode(Manifest.Nested.self, forKey: .properties))
        case "cdk:tree": kind = .tree(try container.decode(Manifest.Tree.self, forKey: .properties))
        default: kind = .other
        }
        environment = try container.decodeIfPresent(String.self, forKey: .environment)
        dependencies = try container.decodeIfPresent([String].self, forKey: .dependencies)
        metadata = try container.decodeIfPresent([String: [ConstructMetadata.Entry]].self, forKey: .metadata)
        additionalMetadataFile = try container.decodeIfPresent(String.self, forKey: .additionalMetadataFile)
        displayName = try container.decodeIfPresent(String.self, forKey: .displayName)
    }
}

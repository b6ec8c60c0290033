import CloudFormation
import PipelineAPI

extension BuildProject {
    /// A project from an evaluated `AWS::CodeBuild::Project`.
    init(_ properties: TemplateValue, named name: String) {
        let environment = properties["Environment"]
        self.init(
            name: name, buildspec: properties["Source"]?["BuildSpec"].map { $0.text ?? $0.json },
            environmentVariables: (environment?["EnvironmentVariables"]?.list ?? []).compactMap { variable in
                variable["Name"]?.text.map {
                    EnvironmentVariable(
                        name: $0, value: variable["Value"]?.text ?? "", type: variable["Type"]?.text ?? "PLAINTEXT")
                }
            },
            image: environment?["Image"]?.text,
            timeoutInMinutes: properties["TimeoutInMinutes"]?.text.flatMap { Int($0) },
            secondarySources: Self.identifiers("SourceIdentifier", in: properties["SecondarySources"]),
            secondaryArtifacts: Self.identifiers("ArtifactIdentifier", in: properties["SecondaryArtifacts"]),
            source: Self.source(properties), ownSecondarySources: Self.secondarySources(properties),
            artifacts: ([properties["Artifacts"]] + (properties["SecondaryArtifacts"]?.list ?? []))
                .compactMap { $0.flatMap(ProjectArtifacts.init) })
    }

    private static func source(_ properties: TemplateValue) -> Source? {
        properties["Source"].flatMap(ProjectSource.init)?.ownSource(version: properties["SourceVersion"]?.text)
    }

    private static func secondarySources(_ properties: TemplateValue) -> [Source] {
        let versions = (properties["SecondarySourceVersions"]?.list ?? []).compactMap(ProjectSourceVersion.init)
        return (properties["SecondarySources"]?.list ?? []).compactMap(ProjectSource.init).compactMap { source in
            source.ownSource(version: versions.version(of: source.sourceIdentifier))
        }
    }

    private static func identifiers(_ key: String, in list: TemplateValue?) -> [String] {
        list?.list?.compactMap { $0[key]?.text } ?? []
    }
}

extension ProjectSource {
    fileprivate init?(_ properties: TemplateValue) {
        guard let type = properties["Type"]?.text else { return nil }
        self.init(
            type: type, location: properties["Location"]?.text, sourceIdentifier: properties["SourceIdentifier"]?.text)
    }
}

extension ProjectSourceVersion {
    fileprivate init?(_ properties: TemplateValue) {
        guard let identifier = properties["SourceIdentifier"]?.text, let version = properties["SourceVersion"]?.text
        else { return nil }
        self.init(sourceIdentifier: identifier, sourceVersion: version)
    }
}

extension ProjectArtifacts {
    /// Those that a build leaves in a bucket; `nil` for others.
    fileprivate init?(_ properties: TemplateValue) {
        guard properties["Type"]?.text == "S3" else { return nil }
        self.init(
            type: "S3", artifactIdentifier: properties["ArtifactIdentifier"]?.text,
            location: properties["Location"]?.text, path: properties["Path"]?.text,
            namespaceType: properties["NamespaceType"]?.text, name: properties["Name"]?.text,
            packaging: properties["Packaging"]?.text,
            overrideArtifactName: properties["OverrideArtifactName"]?.text.map { $0 == "true" })
    }
}

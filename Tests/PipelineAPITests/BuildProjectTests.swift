import PipelineAPI
import Testing

@Suite struct BuildProjectTests {
    @Test(arguments: [
        BuildProject(name: "unit"),
        BuildProject(
            name: "unit", buildspec: "version: 0.2", environmentVariables: [.init(name: "A", value: "1")],
            image: "aws/codebuild/standard:7.0", timeoutInMinutes: 5, secondarySources: ["lib"],
            secondaryArtifacts: ["docs"]),
        BuildProject(
            name: "unit", secondaryArtifacts: ["docs", "log"], source: .init(type: "NO_SOURCE"),
            artifacts: [
                .init(type: "S3", location: "site", path: "pages", namespaceType: "BUILD_ID", packaging: "ZIP"),
                .init(type: "S3", artifactIdentifier: "docs", location: "docs", name: "/"),
            ]),
        BuildProject(
            name: "unit", source: .init(type: "GITHUB", location: "https://github.com/acme/shop.git", version: "main")),
    ])
    func aProjectComesBackFromCodeBuildsOwnShape(project: BuildProject) {
        #expect(CodeBuildProject(project, arn: "arn:aws:codebuild:…").buildProject == project)
    }
}

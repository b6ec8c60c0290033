import CloudFormation
import Foundation
import Testing

struct AssetManifestTests {
    private func assets(_ json: String) throws -> AssetManifest {
        let assembly = WrittenAssembly(
            artifacts: """
                \(WrittenAssembly.stack("a", dependencies: ["a.assets"])),
                "a.assets": {"type": "cdk:asset-manifest",
                  "properties": {"file": "a.assets.json", "requiresBootstrapStackVersion": 6}}
                """, files: ["a.assets.json": json])
        return try #require(assembly.read().stacks.first).assets
    }

    private let environment = AWSEnvironment(account: "111122223333", region: "eu-west-1", partition: "aws-cn")

    @Test func destinationsGoWhereTheEnvironmentSays() throws {
        let manifest = try assets(
            """
            {"files": {"abc": {"displayName": "Code", "source": {"path": "asset.abc", "packaging": "zip"},
              "destinations": {
                "here": {"bucketName": "b-${AWS::AccountId}-${AWS::Region}", "objectKey": "abc.zip",
                  "assumeRoleArn": "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/p"},
                "there": {"bucketName": "b-${AWS::Region}", "objectKey": "abc.zip", "region": "us-east-1"}}}}}
            """)
        let asset = try #require(manifest.files.first)
        let resolved = asset.destinations.map { environment.resolve($0) }
        #expect(asset.displayName == "Code")
        #expect(resolved.map(\.bucketName) == ["b-111122223333-eu-west-1", "b-us-east-1"])
        #expect(resolved.map(\.region) == ["eu-west-1", "us-east-1"])
        #expect(resolved.first?.role?.arn == "arn:aws-cn:iam::111122223333:role/p")
        #expect(manifest.bootstrap?.version == 6)
    }

    @Test func anImageKeepsHowItIsBuilt() throws {
        let manifest = try assets(
            """
            {"dockerImages": {"def": {"source": {"directory": "asset.def", "dockerFile": "D", "platform": "linux/arm64",
              "dockerBuildArgs": {"A": "1"}, "cacheFrom": [{"type": "registry", "params": {"ref": "x", "b": "c"}}],
              "cacheDisabled": true},
              "destinations": {"here": {"repositoryName": "r-${AWS::Region}", "imageTag": "def"}}}}}
            """)
        let image = try #require(manifest.images.first)
        guard case .directory(let path, let build) = image.source else { return #expect(Bool(false), "no folder") }
        #expect(path.description == "asset.def")
        #expect(build.dockerFile == "D")
        #expect(build.arguments == ["A": "1"])
        #expect(build.cacheFrom.map(\.option) == ["type=registry,b=c,ref=x"])
        #expect(build.isCacheDisabled)
        #expect(image.destinations.map { environment.resolve($0).repositoryName } == ["r-eu-west-1"])
    }

    @Test func aCommandMayMakeTheAsset() throws {
        let manifest = try assets(
            #"{"files": {"abc": {"source": {"executable": ["make", "it"]}, "destinations": {}}}}"#)
        #expect(manifest.files.map(\.source) == [.executable(["make", "it"], directory: .root)])
    }

    @Test(arguments: [
        #"{"path": "../up", "packaging": "zip"}"#, #"{"path": "/etc", "packaging": "zip"}"#, "{}",
        #"{"path": "a", "packaging": "tar"}"#,
    ])
    func aSourceThatCannotBeIsRefused(_ source: String) {
        #expect(throws: AssemblyError.self) {
            try assets(#"{"files": {"abc": {"source": \#(source), "destinations": {}}}}"#)
        }
    }

    @Test(arguments: ["../x", "a/b", ".hidden", "", "a b"])
    func anIdIsTheNameOfAFile(_ id: String) {
        #expect(throws: AssemblyError.self) {
            try assets(#"{"files": {"\#(id)": {"source": {"path": "a"}, "destinations": {}}}}"#)
        }
    }
}

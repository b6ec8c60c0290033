import CloudFormation
import Deployment
import Testing

struct DockerCommandTests {
    @Test func aBuildHasItsOptionsInOneOrder() throws {
        let source = """
            {"directory": "d", "dockerFile": "F", "dockerBuildTarget": "t", "dockerBuildArgs": {"B": "2", "A": "1"},
             "dockerBuildContexts": {"c": "../c"}, "dockerBuildSecrets": {"s": "src=f"}, "dockerBuildSsh": "default",
             "networkMode": "host", "platform": "linux/arm64", "dockerOutputs": ["type=local,dest=o"],
             "cacheFrom": [{"type": "gha"}], "cacheTo": {"type": "local", "params": {"dest": "x"}},
             "cacheDisabled": true}
            """
        let stack = try WrittenStack(
            assets: #"{"dockerImages": {"AbC": {"source": \#(source), "destinations": {}}}}"#
        ).read()
        let asset = try #require(stack.assets.images.first)
        guard case .directory(_, let build) = asset.source else { return #expect(Bool(false), "no folder") }
        #expect(
            DockerCommand.build(build, tag: DockerCommand.localTag(of: asset)) == [
                "build", "--build-arg", "A=1", "--build-arg", "B=2", "--build-context", "c=../c", "--secret",
                "id=s,src=f", "--ssh", "default", "--tag", "cdkasset-abc", "--target", "t", "--file", "F",
                "--network", "host", "--platform", "linux/arm64", "--output=type=local,dest=o", "--cache-from",
                "type=gha", "--cache-to", "type=local,dest=x", "--no-cache", ".",
            ])
    }

    @Test func aPlainBuildHasOnlyItsTag() {
        #expect(DockerCommand.build(ImageBuild(), tag: "t") == ["build", "--tag", "t", "."])
    }
}

import Testing

@testable import Deployment

@Suite("npm and npx in builds")
struct NodeToolTests {
    @Test(
        "Only global installations of the CDK's tools are sluice's",
        arguments: [
            ("install -g aws-cdk@2", .provided(["aws-cdk@2"])),
            ("i --global aws-cdk cdk-assets@2.1", .provided(["aws-cdk", "cdk-assets@2.1"])),
            ("install -g typescript aws-cdk@2", .passed(["install", "-g", "typescript"], without: ["aws-cdk@2"])),
            ("ci", .passed(["ci"], without: [])), ("install aws-cdk", .passed(["install", "aws-cdk"], without: [])),
            ("run build -g", .passed(["run", "build", "-g"], without: [])),
            ("install -g @aws-cdk/x", .passed(["install", "-g", "@aws-cdk/x"], without: [])),
        ] as [(String, NodeTool)])
    func npm(_ line: String, _ expected: NodeTool) {
        #expect(NodeTool.npm(line.split(separator: " ").map(String.init)) == expected)
    }

    @Test(
        "npx runs sluice's cdk, and everything else for real",
        arguments: [
            ("cdk synth -q", .runs("cdk", ["synth", "-q"])), ("--yes aws-cdk@2 deploy", .runs("cdk", ["deploy"])),
            ("-p aws-cdk cdk synth", .runs("cdk", ["synth"])), ("cdk-assets ls", .runs("cdk-assets", ["ls"])),
            ("ts-node app.ts", .passed(["ts-node", "app.ts"], without: [])), ("-y", .passed(["-y"], without: [])),
        ] as [(String, NodeTool)])
    func npx(_ line: String, _ expected: NodeTool) {
        #expect(NodeTool.npx(line.split(separator: " ").map(String.init)) == expected)
    }

    @Test("Options of the CDK's tools take their values, in every spelling")
    func words() {
        let words = ToolWords([
            "-a", ".", "deploy", "Pipe*", "--require-approval=never", "--verbose", "-c", "a=1", "--context=b=2", "-e",
        ])
        #expect(words.words == ["deploy", "Pipe*"])
        #expect(words.value("app") == "." && words.value("require-approval") == "never")
        #expect(words.options["context"] == ["a=1", "b=2"])
        #expect(words.has("verbose") && words.has("exclusively") && !words.has("all"))
    }
}

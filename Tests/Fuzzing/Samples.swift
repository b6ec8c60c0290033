/// Small examples of everything that is read from outside.
enum Samples {
    static let declaration = """
        {"pipeline":{"name":"shop","roleArn":"arn:aws:iam::123456789012:role/p","artifactStore":{"type":"S3",
        "location":"store"},"stages":[{"name":"Source","actions":[{"name":"Fetch","actionTypeId":{"category":"Source",
        "owner":"AWS","provider":"CodeCommit","version":"1"},"configuration":{"RepositoryName":"r","BranchName":"main"},
        "outputArtifacts":[{"name":"App"}],"namespace":"Src"}]},{"name":"Build","beforeEntry":{"conditions":[{"result":
        "SKIP","rules":[{"name":"r","ruleTypeId":{"category":"Rule","owner":"AWS","provider":"VariableCheck",
        "version":"1"},"configuration":{"Variable":"#{variables.A}","Value":"b","Operator":"EQ"}}]}]},"actions":[{
        "name":"Make","actionTypeId":{"category":"Compute","owner":"AWS","provider":"Commands","version":"1"},
        "commands":["echo #{Src.CommitId}"],"inputArtifacts":[{"name":"App"}]}]}],"version":3,"executionMode":"QUEUED",
        "pipelineType":"V2","variables":[{"name":"A","defaultValue":"b"}]},
        "metadata":{"pipelineArn":"arn:aws:codepipeline:us-east-1:123456789012:shop"}}
        """

    static let pipelineFile = """
        pipeline: shop
        source: main
        mode: queued
        variables: { Color: green }
        stages:
          Build:
            onFailure: { result: RETRY, retryConfiguration: { retryMode: FAILED_ACTIONS } }
            Compile: { commands: ['make "#{variables.Color}"'], outputs: { Made: [out/**] } }
            Test: { buildspec: test.yml, after: Compile }
          Release:
            Approve: approval
            Ship: { commands: [cat a], inputs: [Made], after: Approve }
        """

    static let aliases = """
        pipeline: &name shop
        source: main
        stages:
          Build: &stage
            One: &commands ['true', &text 'echo']
          Check:
            One: *commands
        """

    static let template = """
        Parameters: {Stage: {Type: String, Default: dev}, Names: {Type: CommaDelimitedList, Default: 'a,b'}}
        Mappings: {Sizes: {dev: {Size: small}}}
        Conditions: {IsDev: !Equals [!Ref Stage, dev]}
        Resources:
          Role: {Type: AWS::IAM::Role}
          P:
            Type: AWS::CodePipeline::Pipeline
            Properties:
              Name: !Sub ['${A}-${Stage}', {A: !FindInMap [Sizes, dev, Size]}]
              RoleArn: !GetAtt Role.Arn
              ArtifactStore: {Type: S3, Location: !Select [0, !Split [',', 'a,b']]}
              Stages:
                - Name: Source
                  Actions:
                    - {Name: S, ActionTypeId: {Category: Source, Owner: AWS, Provider: CodeCommit, Version: '1'},
                       Configuration: {RepositoryName: r, BranchName: !If [IsDev, dev, main], PollForSourceChanges: false},
                       OutputArtifacts: [{Name: App}]}
                - {Name: Go, Actions: [{Name: A, ActionTypeId: {Category: Approval, Owner: AWS, Provider: Manual, Version: '1'}}]}
        """

    static let buildspec = """
        version: 0.2
        env: { shell: bash, variables: { A: "1" }, exported-variables: [B] }
        phases:
          install: { runtime-versions: { nodejs: 20 }, commands: [echo] }
          build:
            on-failure: CONTINUE
            commands: ['make', "test $A"]
            finally: ['rm -f x']
        artifacts: { files: ['**/*'], secondary-artifacts: { docs: { files: [a], base-directory: d } } }
        """

    static let signedHeaders = """
        Host:127.0.0.1:8080
        X-Amz-Date:20270115T080000Z
        X-Amz-Target:CodePipeline_20150709.ListPipelines
        Authorization:AWS4-HMAC-SHA256 Credential=AKID/20270115/us-east-1/codepipeline/aws4_request, \
        SignedHeaders=host;x-amz-date, Signature=00ff
        """
}

extension Samples {
    /// What small input grows to by nesting, or by aliases of aliases.
    static let bombs: [String] =
        [
            String(repeating: "[", count: 100_000), String(repeating: "[\"]\",", count: 50_000),
            String(repeating: "{\"a\":", count: 50_000), String(repeating: "- ", count: 20_000) + "a",
            (0..<3000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
        ]
        + ["pipeline: shop\n", "version: 0.2\n", "Resources: {P: {Type: AWS::CodePipeline::Pipeline}}\n"].map { start in
            let levels = (1...12).map { level in
                "l\(level): &l\(level) [" + Array(repeating: "*l\(level - 1)", count: 9).joined(separator: ", ") + "]\n"
            }
            return start + "l0: &l0 [x]\n" + levels.joined() + "stages: {A: *l12}\nphases: {build: {commands: *l12}}\n"
        }
}

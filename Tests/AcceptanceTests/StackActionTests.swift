import Foundation
import Testing

@Suite("Deploy/CloudFormation actions, rehearsed", .timeLimit(.minutes(10)))
struct StackActionTests {
    @Test("Parameters come from overrides and configuration, outputs go on, and every action mode is there")
    func modes() async throws {
        try await Workplace.project(Self.files) { place in
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            #expect(deploy.words.contains("rehearsed creating shop: resources 1 added"), "\(deploy.words)")
            #expect(deploy.words.contains("rehearsed updating shop: no resource would change"), "\(deploy.words)")
            #expect(deploy.words.contains("rehearsed deleting shop"), "\(deploy.words)")
            #expect(place.lines("name") == ["large-from-file"])
            let outputs = place.lines("outputs").joined()
            #expect(outputs.contains(#""Name":"large-from-file""#) && outputs.contains("shop-store"), "\(outputs)")
            let action = try await place.sluice("action", "Stack/Create")
            #expect(action.output.contains("[+]  AWS::S3::Bucket"), "\(action.words)")
        }
    }

    @Test(
        "What CloudFormation would refuse fails the action in its words",
        arguments: [
            (#""Size": "large""#, #""Nothing": "x""#, "Parameters: [Nothing] do not exist in the template"),
            (
                #""Size": {"Fn::GetParam": ["Source", "values.json", "size"]}"#,
                #""Size": {"Fn::GetParam": ["Source", "missing.json", "size"]}"#,
                "missing.json"
            ),
        ])
    func refusals(_ old: String, _ new: String, _ words: String) async throws {
        var files = Self.files
        let sizes = #""Size": {"Fn::GetParam": ["Source", "values.json", "size"]}"#
        files["pipeline.yml"] = files["pipeline.yml"]?.replacing(sizes, with: old == sizes ? new : old + ", " + new)
        try await Workplace.project(files) { place in
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 1 && deploy.words.contains(words), "\(deploy.words)")
        }
    }

    static let files = [
        "shop.yaml": """
        Parameters:
          Size: {Type: String, AllowedValues: [small, large]}
          From: {Type: String}
          Store: {Type: String}
        Resources:
          Bucket: {Type: AWS::S3::Bucket, Properties: {BucketName: !Sub "${Size}-${From}"}}
        Outputs:
          Name: {Value: !Sub "${Size}-${From}"}
          Store: {Value: !Ref Store}

        """,
        "settings.json": """
        {"Parameters": {"From": "from-file", "Size": "small"}, "Tags": {"team": "shop"}, "StackPolicy": {"Statement":
          [{"Effect": "Allow", "Action": "Update:*", "Principal": "*", "Resource": "*"}]}}
        """,
        "values.json": #"{"size": "large"}"#,
        "pipeline.yml": """
        pipeline: shop
        source: { branch: main, output: Source }
        artifactStore: { type: S3, location: shop-store }
        stages:
          Stack:
            actions:
              - name: Create
                runOrder: 1
                namespace: Stack
                actionTypeId: { category: Deploy, owner: AWS, provider: CloudFormation, version: "1" }
                inputArtifacts: [{ name: Source }]
                outputArtifacts: [{ name: Outputs }]
                configuration:
                  ActionMode: CREATE_UPDATE
                  StackName: shop
                  RoleArn: arn:aws:iam::123456789012:role/deploy
                  TemplatePath: Source::shop.yaml
                  TemplateConfiguration: Source::settings.json
                  OutputFileName: outputs.json
                  ParameterOverrides: '{"Size": {"Fn::GetParam": ["Source", "values.json", "size"]},
                    "Store": {"Fn::GetArtifactAtt": ["Source", "BucketName"]}}'
              - name: Again
                runOrder: 2
                actionTypeId: { category: Deploy, owner: AWS, provider: CloudFormation, version: "1" }
                inputArtifacts: [{ name: Source }]
                configuration:
                  ActionMode: REPLACE_ON_FAILURE
                  StackName: shop
                  RoleArn: arn:aws:iam::123456789012:role/deploy
                  TemplatePath: Source::shop.yaml
              - name: Delete
                runOrder: 3
                actionTypeId: { category: Deploy, owner: AWS, provider: CloudFormation, version: "1" }
                configuration:
                  ActionMode: DELETE_ONLY
                  StackName: shop
                  RoleArn: arn:aws:iam::123456789012:role/deploy
          Use:
            Read:
              commands: ['cp outputs.json @HERE@/outputs', 'echo "#{Stack.Name}" > @HERE@/name']
              inputs: [Outputs]

        """,
    ]
}

import CloudFormation
import CustomDump
import Foundation
import Testing

struct SecurityTableTests {
    @Test func whatChangesStandsInAlignedColumns() throws {
        let old = try Template(
            """
            Resources:
              Topic456: {Type: 'AWS::SNS::Topic'}
              P:
                Type: AWS::SNS::TopicPolicy
                Properties:
                  Topics: [!Ref Topic456]
                  PolicyDocument: {Statement: [{Effect: Deny, Action: 'sns:Publish', Resource: '*', Principal: '*'}]}
            """)
        let new = try Template(
            """
            Resources:
              Role123:
                Type: AWS::IAM::Role
                Properties: {ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess']}
              Q:
                Type: AWS::IAM::Policy
                Properties:
                  Roles: [!Ref Role123]
                  PolicyDocument:
                    Statement:
                    - {Effect: Allow, Action: ['s3:PutObject', 's3:GetObject'], Resource: !GetAtt Bucket789.Arn}
              Group:
                Type: AWS::EC2::SecurityGroup
                Properties: {SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, CidrIp: 0.0.0.0/0}]}
            """)
        let paths = ["Role123": "Shop/Role", "Bucket789": "Shop/Bucket"]
        let text = SecurityDifference(from: old, to: new).text { paths[$0] }
        expectNoDifference(
            text,
            """
            IAM Statement Changes
               Resource            Effect  Action        Principal         Condition
            +  ${Shop/Bucket.Arn}  Allow   s3:GetObject  AWS:${Shop/Role}
                                           s3:PutObject
            -  ${Topic456}         Deny    sns:Publish   *

            IAM Policy Changes
               Resource      Managed Policy ARN
            +  ${Shop/Role}  arn:aws:iam::aws:policy/ReadOnlyAccess

            Security Group Changes
               Group             Dir  Protocol  Peer
            +  ${Group.GroupId}  In   TCP 443   Everyone (IPv4)

            (NOTE: There may be security-related changes not in this list. Custom resources, macros and what runs \
            inside of pipelines are not visible in templates.)
            """)
    }

    @Test(arguments: [80, 66]) func theTablesFitIntoATerminal(width: Int) throws {
        let template = try Template(
            """
            Resources:
              Q:
                Type: AWS::IAM::Policy
                Properties:
                  Roles: [a-role-with-a-name-that-is-as-long-as-those-that-the-bootstrap-stack-gives]
                  PolicyDocument:
                    Statement:
                    - Effect: Allow
                      Action: ['cloudformation:ContinueUpdateRollback', 's3:*']
                      Resource: 'arn:aws:s3:::cdk-hnb659fds-assets-123456789012-us-east-1/*'
                      Condition: {StringEquals: {'kms:ViaService': s3.us-east-1.amazonaws.com}}
            """)
        let text = StackDifference(from: nil, to: TemplateTree(template)).text(width: width)
        let table = text.components(separatedBy: "\n\n")[0].split(separator: "\n").map(String.init)
        #expect(table.allSatisfy { $0.count <= width }, "\(text)")
        let letters = table.dropFirst(2).joined().filter { !$0.isWhitespace }.sorted()
        let wide = StackDifference(from: nil, to: TemplateTree(template)).text().components(separatedBy: "\n\n")[0]
        #expect(letters == wide.split(separator: "\n").dropFirst(2).joined().filter { !$0.isWhitespace }.sorted())
    }

    @Test func nothingChangedIsNoTable() throws {
        let template = try Template("Resources: {}")
        #expect(SecurityDifference(from: template, to: template).text() == "")
    }
}

import CloudFormation
import Testing

struct SecurityDifferenceTests {
    private static let role = "Role: {Type: 'AWS::IAM::Role'}"

    private func difference(_ old: String, _ new: String) throws -> SecurityDifference {
        func template(_ resources: String) throws -> Template { try Template("Resources: {\(resources)}") }
        return SecurityDifference(from: try template(old), to: try template(new))
    }

    private static func policy(_ statement: String, type: String = "Policy", id: String = "P") -> String {
        "\(id): {Type: 'AWS::IAM::\(type)', Properties: {Roles: [!Ref Role], "
            + "PolicyDocument: {Statement: [\(statement)]}}}"
    }

    private static let allow = "{Effect: Allow, Action: 's3:Get', Resource: '*'}"
    private static let deny = "{Effect: Deny, Action: 's3:Get', Resource: '*'}"

    @Test(arguments: [
        ("an allowed action", "", policy(allow), true),
        ("a denied action", "", policy(deny), false),
        ("no more denied action", policy(deny), "", true),
        ("no more allowed action", policy(allow), "", false),
        ("all actions but one", "", policy("{Effect: Allow, NotAction: 's3:Get', Resource: '*'}"), true),
        ("denied but for one", "", policy("{Effect: Deny, NotAction: 's3:Get', Resource: '*'}"), true),
        (
            "a condition gone", policy("{Effect: Allow, Action: a, Resource: b, Condition: {Bool: {c: true}}}"),
            policy("{Effect: Allow, Action: a, Resource: b}"), true
        ),
        (
            "a condition added", policy("{Effect: Deny, Action: a, Resource: b}"),
            policy("{Effect: Deny, Action: a, Resource: b, Condition: {Bool: {c: true}}}"), true
        ),
        ("a statement by a function", "", policy("!If [IsProd, {Effect: Allow}, {Effect: Deny}]"), true),
        ("no more statement by a function", policy("!If [IsProd, {Effect: Allow}, {Effect: Deny}]"), "", true),
        (
            "a managed policy", "R: {Type: 'AWS::IAM::Role'}",
            "R: {Type: 'AWS::IAM::Role', Properties: {ManagedPolicyArns: [a]}}", true
        ),
        (
            "no more managed policy", "R: {Type: 'AWS::IAM::Role', Properties: {ManagedPolicyArns: [a]}}",
            "R: {Type: 'AWS::IAM::Role'}", false
        ),
        ("an assignment", "", "A: {Type: 'AWS::SSO::Assignment', Properties: {PrincipalId: a}}", true),
        (
            "an egress rule", "",
            "E: {Type: 'AWS::EC2::SecurityGroupEgress', Properties: {IpProtocol: -1, CidrIp: 10.0.0.0/8}}", true
        ),
        (
            "a trusted account", "",
            "R: {Type: 'AWS::IAM::Role', Properties: {AssumeRolePolicyDocument: "
                + "{Statement: {Effect: Allow, Action: 'sts:AssumeRole', Principal: {AWS: '1'}}}}}", true
        ),
        ("nothing that grants", "", "Q: {Type: 'AWS::SNS::Topic'}", false),
    ])
    func broadeningIsWhatOpensSomething(_ what: String, _ old: String, _ new: String, _ expected: Bool) throws {
        #expect(try difference(old, new).isBroadening == expected, "\(what)")
    }

    @Test func aStatementMayMoveBetweenPoliciesOfARole() throws {
        let one = Self.policy(Self.allow + "," + Self.deny)
        let two = Self.policy(Self.allow, id: "P") + "," + Self.policy(Self.deny, type: "ManagedPolicy", id: "Q")
        #expect(try difference(one, two).isEmpty)
    }

    @Test func listsAreComparedWithoutTheirOrder() throws {
        let one = Self.policy("{Effect: Allow, Action: [a, b], Resource: [x]}")
        let two = Self.policy("{Effect: Allow, Action: [b, a], Resource: x}")
        #expect(try difference(one, two).isEmpty)
    }

    @Test func oneOfTwoEqualStatementsIsRemoved() throws {
        let change = try difference(Self.policy(Self.deny + "," + Self.deny), Self.policy(Self.deny))
        #expect(change.statements.removed.count == 1)
        #expect(change.isBroadening)
    }

    @Test func aRowStandsForEachIdentityOfAPolicy() throws {
        let policy = """
            P: {Type: 'AWS::IAM::Policy', Properties: {Users: [u], Roles: [!Ref Role, r],
              PolicyDocument: {Statement: {Effect: Allow, Action: a, Resource: b}}}}
            """
        let added = try difference("", policy).statements.added
        #expect(added.map(\.principals.values) == [["AWS:u"], ["AWS:${Role}"], ["AWS:r"]])
    }

    @Test func aPolicyThatNamesNobodyStandsForWhoeverHasIt() throws {
        let policy = "P: {Type: 'AWS::IAM::ManagedPolicy', Properties: {PolicyDocument: {Statement: \(Self.allow)}}}"
        #expect(try difference("", policy).statements.added.map(\.principals.values) == [["AWS:${P}"]])
    }

    @Test func aPermissionOfAFunctionIsTheStatementItAdds() throws {
        let permission = """
            P: {Type: 'AWS::Lambda::Permission', Properties: {Action: 'lambda:InvokeFunction',
              FunctionName: !GetAtt F.Arn, Principal: '111122223333', SourceArn: !GetAtt Topic.Arn}}
            """
        let statement = try #require(try difference("", permission).statements.added.first)
        #expect(statement.resources.values == ["${F.Arn}"])
        #expect(statement.principals.values == ["AWS:arn:aws:iam::111122223333:root"])
        #expect(statement.condition == #"{"ArnLike":{"AWS:SourceArn":"${Topic.Arn}"}}"#)
    }

    @Test func theResourceOfAResourcePolicyIsWhatItIsAttachedTo() throws {
        let key = """
            K: {Type: 'AWS::KMS::Key', Properties: {KeyPolicy: {Statement:
              {Effect: Allow, Action: 'kms:*', Resource: '*', Principal: {AWS: !Sub 'arn:${AWS::AccountId}'}}}}}
            """
        let statement = try #require(try difference("", key).statements.added.first)
        #expect(statement.resources.values == ["${K.Arn}"])
        #expect(statement.principals.values == [#"AWS:{"Fn::Sub":"arn:${AWS::AccountId}"}"#])
    }

    @Test(arguments: [
        (#"{"Statement": {"Effect": "Allow", "Action": "logs:Put", "Resource": "*", "Principal": "*"}}"#, "Allow"),
        ("no JSON", "no JSON"),
    ])
    func aDocumentMayBeAText(_ document: String, _ effect: String) throws {
        let quoted = document.replacing("\"", with: "\\\"")
        let policy = "P: {Type: 'AWS::Logs::ResourcePolicy', Properties: {PolicyDocument: \"\(quoted)\"}}"
        let added = try difference("", policy)
        #expect(added.statements.added.map(\.effect) == [effect])
        #expect(added.isBroadening)
    }

    @Test func aRuleMayMoveOutOfItsSecurityGroup() throws {
        let inline = """
            G: {Type: 'AWS::EC2::SecurityGroup', Properties: {SecurityGroupIngress:
              [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}]}}
            """
        let apart = """
            G: {Type: 'AWS::EC2::SecurityGroup'}, R: {Type: 'AWS::EC2::SecurityGroupIngress', Properties:
              {GroupId: !GetAtt G.GroupId, IpProtocol: 6, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}}
            """
        #expect(try difference(inline, apart).isEmpty)
    }

    @Test(arguments: [
        ("IpProtocol: -1, CidrIp: 0.0.0.0/0", "Everything", "Everyone (IPv4)"),
        ("IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIpv6: '::/0'", "TCP 443", "Everyone (IPv6)"),
        ("IpProtocol: tcp, FromPort: 80, ToPort: 90, SourceSecurityGroupId: !Ref B", "TCP 80-90", "${B}"),
        ("IpProtocol: icmp, FromPort: -1, ToPort: -1, SourcePrefixListId: pl-1", "All ICMP", "pl-1"),
    ])
    func aRuleIsReadAsAPersonSaysIt(_ written: String, _ traffic: String, _ peer: String) throws {
        let rule = "R: {Type: 'AWS::EC2::SecurityGroupIngress', Properties: {GroupId: g, \(written)}}"
        let added = try #require(try difference("", rule).securityGroupRules.added.first)
        #expect(added.traffic == traffic)
        #expect(added.peer == peer)
        #expect(added.group == "g")
    }
}

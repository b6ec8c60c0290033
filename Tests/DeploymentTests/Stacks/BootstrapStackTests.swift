import Foundation
import Testing

@testable import AWS
@testable import CloudFormation
@testable import Deployment

struct BootstrapStackTests {
    private static let place = AWSEnvironment(account: "111122223333", region: "eu-west-1")

    /// The names by which apps and the CDK CLI know them.
    @Test func itsResourcesHaveTheNamesThatAppsExpect() throws {
        let goal = try BootstrapStack().goal(in: Self.place)
        let context = StackContext(stackName: "CDKToolkit", account: "111122223333", region: "eu-west-1")
        let names = goal.template.evaluated(for: context).resources.compactMap { resource in
            ["RoleName", "BucketName", "RepositoryName", "Name"].lazy.compactMap { resource.properties[$0]?.text }.first
        }
        for part in [
            "deploy-role", "cfn-exec-role", "file-publishing-role", "image-publishing-role", "lookup-role", "assets",
            "container-assets",
        ] {
            #expect(names.contains("cdk-hnb659fds-\(part)-111122223333-eu-west-1"), "\(names)")
        }
        #expect(names.contains("/cdk-bootstrap/hnb659fds/version"))
        // A key and its alias are there for those who want one.
        #expect(goal.template.resources.count == 13)
        #expect(goal.template.evaluated(for: context).resources.count == 11)
        let parameter = goal.template.evaluated(for: context).resources.first { $0.logicalID == "CdkBootstrapVersion" }
        let output = goal.template.outputs(for: context).first { $0.key == "BootstrapVersion" }
        #expect(parameter?.properties["Value"]?.text == "\(BootstrapStack.version)")
        #expect(output?.value == "\(BootstrapStack.version)")
    }

    /// A stack that `cdk bootstrap` made, with the parameters that its template has.
    private static func plan(
        over parameters: [String: String], outputs: [AWS.StackOutput] = [],
        saying: (inout BootstrapStack) -> Void = { _ in }
    ) throws -> StackPlan {
        var stack = BootstrapStack()
        saying(&stack)
        let usual = [
            "Qualifier": "hnb659fds", "TrustedAccounts": "", "TrustedAccountsForLookup": "",
            "CloudFormationExecutionPolicies": "", "FileAssetsBucketName": "",
            "FileAssetsBucketKmsKeyId": "AWS_MANAGED_KEY",
            "ContainerAssetsRepositoryName": "", "PublicAccessBlockConfiguration": "true",
            "InputPermissionsBoundary": "",
            "UseExamplePermissionsBoundary": "false", "BootstrapVariant": "AWS CDK: Default Resources",
            "DenyExternalId": "true",
        ].merging(parameters) { $1 }
        let there = Stack(
            stackId: "arn", stackName: "CDKToolkit", stackStatus: .createComplete,
            parameters: usual.map { StackParameter(parameterKey: $0.key, parameterValue: $0.value) }, outputs: outputs)
        let goal = try stack.goal(in: place)
        return try StackPlan(goal, over: DeployedStack(stack: there, templates: goal.templates), isForced: true)
    }

    @Test(arguments: [
        "FileAssetsBucketName", "FileAssetsBucketKmsKeyId", "ContainerAssetsRepositoryName",
        "PublicAccessBlockConfiguration",
        "InputPermissionsBoundary", "DenyExternalId", "TrustedAccountsForLookup", "Qualifier",
    ])
    func whatAStackWasMadeWithIsKept(_ parameter: String) throws {
        let plan = try Self.plan(over: [parameter: "false"])
        try BootstrapStack.check(plan)
        let request = StackOperation(
            plan, by: try AWSSession(environment: ["AWS_REGION": "eu-west-1"]).cloudFormation()
        ).request
        #expect(request.parameters?.first { $0.parameterKey == parameter }?.usePreviousValue == true)
        #expect(plan.goal.template.references(toParameter: parameter))
    }

    @Test(arguments: [("UseExamplePermissionsBoundary", "true"), ("BootstrapVariant", "Ours"), ("Extra", "")])
    func whatOurTemplateCannotKeepIsRefused(_ parameter: String, _ value: String) throws {
        #expect(throws: BootstrapStack.Refusal.foreignParameters([parameter: value])) {
            try BootstrapStack.check(Self.plan(over: [parameter: value]))
        }
    }

    /// The CDK CLI's template has other words for the same.
    @Test func whatOnlyReadsDifferentlyIsNoChange() throws {
        var plan = try Self.plan(over: ["FileAssetsBucketName": "my-files"])
        guard case .inline(let text) = plan.goal.delivery else { throw CancellationError() }
        let other = text.replacing("HasOwnBucketName", with: "HasCustomName").replacing(
            "!Ref FileAssetsBucketName", with: "!Sub '${FileAssetsBucketName}'")
        plan.deployed.templates = TemplateTree(try Template(other.replacing("Value: '30'", with: "Value: '29'")))
        let difference = BootstrapStack.settled(plan).difference
        #expect(difference.template.resources.map(\.logicalID) == ["CdkBootstrapVersion"])
        #expect(difference.security.isEmpty)
    }

    @Test func anotherQualifierIsRefused() throws {
        #expect(throws: BootstrapStack.Refusal.otherQualifier("mine", there: "hnb659fds")) {
            try BootstrapStack.check(Self.plan(over: [:]) { $0.qualifier = "mine" })
        }
    }

    @Test func whoTrustsAnotherAccountSaysWhatItMayDo() throws {
        let trusting = { (stack: inout BootstrapStack) in stack.trustedAccounts = ["444455556666"] }
        let policies = ["CloudFormationExecutionPolicies": "arn:aws:iam::aws:policy/PowerUserAccess"]
        #expect(throws: BootstrapStack.Refusal.policiesNeeded) {
            try BootstrapStack.check(Self.plan(over: [:], saying: trusting))
        }
        try BootstrapStack.check(Self.plan(over: policies, saying: trusting))
        #expect(try Self.plan(over: [:], saying: trusting).goal.parameters["TrustedAccounts"] == "444455556666")
    }

    @Test func tagsOfItAreNobodysToChange() throws {
        let goal = try BootstrapStack().goal(in: Self.place)
        let stack = Stack(
            stackName: "CDKToolkit", stackStatus: .createComplete, tags: [StackTag(key: "team", value: "shop")])
        let deployed = DeployedStack(stack: stack, templates: goal.templates)
        #expect(try StackPlan(goal, over: deployed, isForced: true).settings.isEmpty)
        #expect(try StackPlan(goal, over: deployed).step == .nothing)
    }

    @Test func aNewerOneIsLeftAlone() throws {
        let output = AWS.StackOutput(outputKey: "BootstrapVersion", outputValue: "99")
        #expect(throws: BootstrapStack.Refusal.downgrade(from: 99, to: 30)) {
            try BootstrapStack.check(Self.plan(over: [:], outputs: [output]))
        }
    }
}

extension Template {
    /// Whether something in it depends on a parameter.
    fileprivate func references(toParameter name: String) -> Bool {
        root.members.filter { $0.key != "Parameters" }.contains {
            let text = $0.value.written.json
            return text.contains(#"{"Ref":"\#(name)"}"#) || text.contains("${\(name)}")
        }
    }
}

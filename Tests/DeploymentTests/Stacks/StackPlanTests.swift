import CloudFormation
import Foundation
import Testing

@testable import AWS
@testable import Deployment

struct StackPlanTests {
    private static let place = AWSEnvironment(account: "111122223333", region: "eu-west-1")

    private static func goal(_ template: String) throws -> StackGoal {
        StackGoal(name: "shop", templates: TemplateTree(try Template(template)), in: place, delivery: .inline(template))
    }

    private static func topic(_ name: String, parameters: String = "{}") -> String {
        """
        {"Parameters": \(parameters),
         "Resources": {"T": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": "\(name)"}}}}
        """
    }

    private static func deployed(
        _ status: String, _ template: String = topic("a"), parameters: [StackParameter] = []
    ) throws -> DeployedStack {
        let stack = Stack(stackId: "arn", stackName: "shop", stackStatus: StackStatus(status), parameters: parameters)
        return DeployedStack(stack: stack, templates: TemplateTree(try Template(template)))
    }

    @Test(arguments: [
        ("REVIEW_IN_PROGRESS", StackPlan.Step.create), ("ROLLBACK_COMPLETE", .recreate), ("ROLLBACK_FAILED", .recreate),
        ("CREATE_COMPLETE", .update), ("UPDATE_ROLLBACK_COMPLETE", .update), ("IMPORT_COMPLETE", .update),
        ("UPDATE_FAILED", .rollBackAndUpdate), ("CREATE_FAILED", .rollBackAndUpdate),
        ("UPDATE_ROLLBACK_FAILED", .rollBackAndUpdate),
    ])
    func theStatusSaysWhatIsToBeDone(_ status: String, _ step: StackPlan.Step) throws {
        #expect(try StackPlan(Self.goal(Self.topic("b")), over: Self.deployed(status)).step == step)
    }

    @Test func aPausedStackGoesOnWhereFailuresAreKept() throws {
        let plan = try StackPlan(Self.goal(Self.topic("b")), over: Self.deployed("UPDATE_FAILED"), keepsFailed: true)
        #expect(plan.step == .update)
    }

    @Test func aFailedStackIsNeverTakenForUnchanged() throws {
        #expect(try StackPlan(Self.goal(Self.topic("a")), over: Self.deployed("UPDATE_COMPLETE")).step == .nothing)
        #expect(try StackPlan(Self.goal(Self.topic("a")), over: Self.deployed("UPDATE_FAILED")).isNeeded)
    }

    @Test(arguments: ["UPDATE_IN_PROGRESS", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "DELETE_FAILED"])
    func whatCannotBeDeployedIsRefused(_ status: String) throws {
        let (goal, deployed) = (try Self.goal(Self.topic("b")), try Self.deployed(status))
        #expect(throws: StackError.self) { try StackPlan(goal, over: deployed) }
    }

    @Test func aParameterThatCanChangeOnItsOwnIsAskedAbout() throws {
        let type = #"{"P": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/x"@}}"#
        let plain = Self.topic("a", parameters: type.replacing("@", with: ""))
        let marked = Self.topic("a", parameters: type.replacing("@", with: #", "Description": "[cdk:skip]""#))
        #expect(try StackPlan(Self.goal(plain), over: Self.deployed("CREATE_COMPLETE", plain)).step == .update)
        #expect(try StackPlan(Self.goal(marked), over: Self.deployed("CREATE_COMPLETE", marked)).step == .nothing)
    }

    @Test func aValueThatIsKeptNeedsNotBeGivenAgainAndOneThatIsHiddenIsNotShown() throws {
        let text = Self.topic("a", parameters: #"{"P": {"Type": "String", "NoEcho": true}}"#)
        var goal = try Self.goal(text)
        #expect(throws: StackError.missingParameters(["P"], stack: "shop")) {
            try StackPlan(goal, over: DeployedStack()).checkParameters()
        }
        let parameter = StackParameter(parameterKey: "P", parameterValue: "****")
        let there = try Self.deployed("CREATE_COMPLETE", text, parameters: [parameter])
        #expect(try StackPlan(goal, over: there).step == .nothing)
        goal.parameters = ["P": "secret"]
        let plan = try StackPlan(goal, over: there)
        #expect(plan.step == .update)
        #expect(plan.settings == [SettingChange(name: "parameter P", old: "••••", new: "••••")])
        // Only CloudFormation knows whether it is another.
        #expect(!ApprovalLevel.anyChange.asks(about: plan))
        let first = try StackPlan(goal, over: DeployedStack())
        #expect(first.settings == [SettingChange(name: "parameter P", old: nil, new: "••••")])
        #expect(ApprovalLevel.anyChange.asks(about: first))
    }

    @Test func anEmptyStackIsDeletedOrLeftAway() throws {
        let empty = try Self.goal(#"{"Resources": {}}"#)
        #expect(try StackPlan(empty, over: DeployedStack()).step == .skip)
        #expect(try StackPlan(empty, over: Self.deployed("CREATE_COMPLETE")).step == .delete)
    }

    @Test(arguments: [
        (ApprovalLevel.never, false), (.anyChange, true), (.broadening, false), (.destructive, false),
    ])
    func aHarmlessChangeIsAskedAboutOnlyWhereAnyIs(_ level: ApprovalLevel, _ asks: Bool) throws {
        let plan = try StackPlan(Self.goal(Self.topic("b")), over: Self.deployed("CREATE_COMPLETE"))
        #expect(level.asks(about: plan) == asks)
    }

    /// GetTemplate answers `?` for each of them, so that only CloudFormation knows whether they are others now.
    @Test func whatDiffersOnlyInHiddenCharactersIsAskedAboutOnceTheChangeSetShowsIt() throws {
        let plan = try StackPlan(Self.goal(Self.topic("é")), over: Self.deployed("CREATE_COMPLETE", Self.topic("?")))
        #expect(plan.step == .update)
        #expect(!ApprovalLevel.anyChange.asks(about: plan))
        var change = ResourceChange()
        (change.action, change.replacement, change.resourceType) = ("Modify", "False", "AWS::SNS::Topic")
        change.logicalResourceId = "T"
        let set = ChangeSet(status: "CREATE_COMPLETE", changes: [StackChange(resourceChange: change)])
        let surprises = plan.surprises(in: ChangeSetTree(set))
        #expect(surprises.map(\.line) == ["[~]  AWS::SNS::Topic T"])
        #expect(ApprovalLevel.anyChange.asks(about: surprises))
    }

    /// A nested stack is never replaced itself.
    @Test(arguments: [
        ("Modify", "True", "AWS::SNS::Topic", "[~]  AWS::SNS::Topic T  replace"),
        ("Modify", "Conditional", "AWS::SNS::Topic", "[~]  AWS::SNS::Topic T  may be replaced"),
        ("Dynamic", "False", "AWS::SNS::Topic", "[~]  AWS::SNS::Topic T  may be replaced"),
        ("Modify", "Conditional", "AWS::CloudFormation::Stack", nil), ("Modify", "False", "AWS::SNS::Topic", nil),
    ])
    func whatOnlyTheChangeSetSaysIsASurprise(
        _ action: String, _ replacement: String, _ type: String, _ line: String?
    ) throws {
        let plan = try StackPlan(Self.goal(Self.topic("b")), over: Self.deployed("CREATE_COMPLETE"))
        var change = ResourceChange()
        (change.action, change.replacement, change.resourceType) = (action, replacement, type)
        change.logicalResourceId = "T"
        let set = ChangeSet(status: "CREATE_COMPLETE", changes: [StackChange(resourceChange: change)])
        #expect(plan.surprises(in: ChangeSetTree(set)).map(\.line) == [line].compactMap(\.self))
    }

    /// Each level asks about surprises of its own kind.
    @Test(arguments: [
        ("Add", "AWS::IAM::Role", "False", [ApprovalLevel.anyChange, .broadening]),
        ("Add", "AWS::SNS::Topic", "False", [.anyChange]), ("Import", "AWS::S3::Bucket", "False", [.anyChange]),
        ("Modify", "AWS::SNS::Topic", "True", [.anyChange, .destructive]),
        ("Modify", "AWS::IAM::Role", "Conditional", [.anyChange, .destructive]),
        ("Remove", "AWS::IAM::Role", "False", [.anyChange, .destructive]),
        ("Modify", "AWS::SNS::Topic", "False", []),
    ])
    func aSurpriseIsAskedAboutByItsKind(
        _ action: String, _ type: String, _ replacement: String, _ levels: [ApprovalLevel]
    ) throws {
        let plan = try StackPlan(Self.goal(Self.topic("b")), over: Self.deployed("CREATE_COMPLETE"))
        var change = ResourceChange()
        (change.action, change.replacement, change.resourceType) = (action, replacement, type)
        change.logicalResourceId = "X"
        let set = ChangeSet(status: "CREATE_COMPLETE", changes: [StackChange(resourceChange: change)])
        let surprises = plan.surprises(in: ChangeSetTree(set))
        #expect(ApprovalLevel.allCases.filter { $0.asks(about: surprises) } == levels)
    }

    @Test func whatDeletesIsDestructive() throws {
        let other = #"{"Resources": {"U": {"Type": "AWS::SNS::Topic"}}}"#
        let plan = try StackPlan(Self.goal(other), over: Self.deployed("CREATE_COMPLETE"))
        #expect(ApprovalLevel.destructive.asks(about: plan))
        #expect(plan.surprises(in: ChangeSetTree(ChangeSet(status: "CREATE_COMPLETE", changes: []))).isEmpty)
    }
}

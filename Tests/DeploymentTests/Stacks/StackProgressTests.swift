import Foundation
import Testing

@testable import AWS
@testable import Deployment

struct StackProgressTests {
    private static let root = "arn:stack/shop"
    private static let nested = "arn:stack/nested"

    /// `number` is the time as well as the id.
    private static func event(
        _ number: Int, _ resource: String, _ status: String, at time: Int? = nil, stack: String = root,
        type: String = "AWS::SNS::Topic", physicalID: String? = nil, reason: String? = nil
    ) -> StackEvent {
        StackEvent(
            eventId: "\(number)", stackId: stack, logicalResourceId: resource, physicalResourceId: physicalID,
            resourceType: type, timestamp: Date(timeIntervalSince1970: Double(time ?? number)),
            resourceStatus: StackStatus(status), resourceStatusReason: reason)
    }

    private static func ofStack(_ number: Int, _ status: String) -> StackEvent {
        event(number, "shop", status, type: "AWS::CloudFormation::Stack", physicalID: root)
    }

    @Test func whatEndsIsToldOnceInItsOrderWithItsTime() {
        var progress = StackProgress(of: Self.root, total: 2)
        let first = [Self.event(4, "B", "CREATE_COMPLETE"), Self.event(2, "B", "CREATE_IN_PROGRESS")]
        let steps = progress.take(first)
        #expect(steps.map(\.event.logicalResourceId) == ["B"])
        #expect(steps.first?.duration == 2 && steps.first?.done == 1 && steps.first?.total == 2)
        #expect(progress.take(first).isEmpty)
        #expect(progress.take([Self.ofStack(6, "CREATE_COMPLETE"), Self.event(5, "A", "CREATE_COMPLETE")]).count == 1)
        #expect(progress.end == .createComplete && progress.hasSucceeded)
    }

    @Test func whatARollbackDoesIsUndoneAndCountsBack() {
        var progress = StackProgress(of: Self.root, total: 3)
        let steps = progress.take(
            [
                Self.event(1, "A", "UPDATE_COMPLETE"), Self.event(2, "B", "CREATE_COMPLETE"),
                Self.event(3, "C", "UPDATE_FAILED", reason: "no"), Self.ofStack(4, "UPDATE_ROLLBACK_IN_PROGRESS"),
                Self.event(5, "A", "UPDATE_IN_PROGRESS"), Self.event(6, "A", "UPDATE_COMPLETE"),
                Self.ofStack(7, "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS"), Self.event(8, "B", "DELETE_COMPLETE"),
            ].reversed())
        #expect(steps.map(\.isUndone) == [false, false, false, true, true])
        #expect(steps.map(\.done) == [1, 2, 2, 1, 0])
        #expect(steps.allSatisfy { $0.total == 3 })
    }

    /// CloudFormation lists the newest first, and its times are coarse.
    @Test func ofEqualTimesTheOrderOfTheListCounts() {
        var progress = StackProgress(of: Self.root)
        let steps = progress.take([
            Self.event(3, "A", "CREATE_COMPLETE", at: 1), Self.event(2, "A", "CREATE_IN_PROGRESS", at: 1),
        ])
        #expect(steps.first?.duration == 0)
        #expect(progress.running.isEmpty)
    }

    @Test func theCauseIsTheFirstFailureInsideOfANestedStackAndNoConsequence() {
        var progress = StackProgress(of: Self.root)
        let stackType = "AWS::CloudFormation::Stack"
        _ = progress.take([
            Self.event(1, "Nested", "CREATE_IN_PROGRESS", type: stackType, physicalID: Self.nested)
        ])
        #expect(progress.nested == [Self.nested])
        _ = progress.take([
            Self.event(
                5, "Nested", "CREATE_FAILED", type: stackType, physicalID: Self.nested, reason: "Embedded stack"),
            Self.event(3, "A", "CREATE_FAILED", reason: "Resource creation cancelled"),
            Self.event(4, "B", "CREATE_FAILED", stack: Self.nested, reason: "no such key"),
            Self.ofStack(6, "ROLLBACK_IN_PROGRESS"),
        ])
        #expect(progress.cause?.resourceStatusReason == "no such key")
        #expect(progress.end == nil)
        _ = progress.take([Self.ofStack(9, "ROLLBACK_COMPLETE")])
        #expect(progress.end == .rollbackComplete && !progress.hasSucceeded)
    }

    /// CloudFormation allows few looks a second: nobody asks about a nested stack that has ended, unless it begins again.
    @Test func aNestedStackCountsWhileItIsWorkedOn() {
        var progress = StackProgress(of: Self.root)
        let stackType = "AWS::CloudFormation::Stack"
        func begin(_ number: Int) -> StackEvent {
            Self.event(number, "Nested", "UPDATE_IN_PROGRESS", type: stackType, physicalID: Self.nested)
        }
        func ofNested(_ number: Int, _ status: String) -> StackEvent {
            Self.event(number, "nested", status, stack: Self.nested, type: stackType, physicalID: Self.nested)
        }
        _ = progress.take([ofNested(2, "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"), begin(1)])
        #expect(progress.nested == [Self.nested])
        _ = progress.take([ofNested(3, "UPDATE_COMPLETE")])
        #expect(progress.nested.isEmpty)
        _ = progress.take([begin(4)])
        #expect(progress.nested == [Self.nested])
        let step = progress.take([Self.event(5, "B", "UPDATE_COMPLETE", stack: Self.nested)]).first
        #expect(step?.place == ResourcePlace("B", in: ["Nested"]))
    }

    /// Some endpoints touch more than the change set says.
    @Test func theTotalIsNeverLessThanWhatIsDone() {
        var progress = StackProgress(of: Self.root, total: 1)
        let steps = progress.take([Self.event(2, "B", "UPDATE_COMPLETE"), Self.event(1, "A", "UPDATE_COMPLETE")])
        #expect(steps.map(\.total) == [1, 2])
    }
}

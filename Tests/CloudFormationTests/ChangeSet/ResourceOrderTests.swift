import CloudFormation
import Testing

struct ResourceOrderTests {
    private func order(_ resources: String, before: String = "") throws -> ResourceOrder {
        ResourceOrder(
            of: try Template("\(before)\nResources: {\(resources)}"), for: StackContext(stackName: "shop"))
    }

    @Test(arguments: [
        "A: {Type: T, Properties: {X: !Ref B}}", "A: {Type: T, Properties: {X: [!GetAtt B.Arn]}}",
        "A: {Type: T, Properties: {X: !Sub 'a${B.Arn}c'}}", "A: {Type: T, Properties: {X: !Sub ['${Y}', {Y: !Ref B}]}}",
        "A: {Type: T, DependsOn: B}", "A: {Type: T, DependsOn: [B]}",
        "A: {Type: T, Properties: {X: !If [IsOn, !Ref B, !Ref A]}}",
    ])
    func whatIsNeededComesFirst(_ resource: String) throws {
        let before = "Conditions: {IsOn: !Equals [a, a]}"
        let order = try order(resource + ", B: {Type: T}", before: before)
        #expect(order.logicalIDs == ["B", "A"])
        #expect(order.problems.isEmpty)
    }

    @Test(arguments: [
        "A: {Type: T, Properties: {X: !Sub '${!B}'}}", "A: {Type: T, Properties: {X: B}}",
        "A: {Type: T, Properties: {X: !Sub ['${B}', {B: c}]}}",
    ])
    func whatIsNoReferenceDoesNotOrder(_ resource: String) throws {
        #expect(try order(resource + ", B: {Type: T}").logicalIDs == ["A", "B"])
    }

    @Test func aCircleIsNamedAlongItsPath() throws {
        let order = try order(
            "A: {Type: T, DependsOn: B}, B: {Type: T, Properties: {X: !Ref C}}, C: {Type: T, DependsOn: B}")
        #expect(order.problems == [.circularDependency(["B", "C", "B"])])
        #expect(order.problems.first?.description == "Circular dependency between resources: B → C → B")
    }

    @Test func aResourceMayNotNeedItself() throws {
        #expect(
            try order("A: {Type: T, Properties: {X: !Ref A}}").problems == [.circularDependency(["A", "A"])])
    }

    @Test func aNameThatIsNotThereIsReported() throws {
        let order = try order("A: {Type: T, Properties: {X: !Ref Nothing, Y: !Ref 'AWS::Region'}}")
        #expect(order.problems == [.unresolvedReferences(["Nothing"], block: "Resources")])
    }

    @Test func aResourceWhoseConditionIsFalseIsNotThere() throws {
        let order = try order(
            "A: {Type: T, Condition: Never}, B: {Type: T, Properties: {X: !Ref A}}, C: {Type: T, DependsOn: A}",
            before: "Conditions: {Never: !Equals [a, b]}")
        #expect(order.logicalIDs == ["B", "C"])
        #expect(order.problems == [.unresolvedReferences(["A"], block: "Resources")])
    }

    @Test func aResourceThatIsAwaitedHasToBeWritten() throws {
        #expect(
            try order("A: {Type: T, DependsOn: [B]}").problems == [.unresolvedReferences(["B"], block: "Resources")])
    }

    @Test func anOutputRefersToWhatIsThere() throws {
        let before = "Conditions: {Never: !Equals [a, b]}\nOutputs: {O: {Value: !Ref A}, P: {Value: !Ref B}}"
        let order = try order("A: {Type: T}, B: {Type: T, Condition: Never}", before: before)
        #expect(order.problems == [.unresolvedReferences(["B"], block: "Outputs")])
    }

    @Test func aLongChainIsOrdered() throws {
        let count = 5000
        let chain = (0..<count).map { "R\($0): {Type: T, DependsOn: R\($0 + 1)}" } + ["R\(count): {Type: T}"]
        let order = try order(chain.joined(separator: ", "))
        #expect(order.logicalIDs.first == "R\(count)")
        #expect(order.logicalIDs.count == count + 1)
    }
}

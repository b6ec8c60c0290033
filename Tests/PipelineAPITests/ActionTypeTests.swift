import PipelineAPI
import Testing

struct ActionTypeTests {
    @Test func theEngineRunsTheseTypes() {
        let run = ActionType.catalog.filter(\.isRunByEngine).map { "\($0.category.rawValue)/\($0.provider)" }
        #expect(
            run == [
                "Source/CodeStarSourceConnection", "Source/GitHub", "Source/CodeCommit", "Build/CodeBuild",
                "Test/CodeBuild", "Compute/Commands", "Approval/Manual",
            ])
    }

    @Test func everyTypeIsFoundByWhatADeclarationSays() {
        for type in ActionType.catalog {
            let id = ActionTypeID(category: type.category, owner: type.owner, provider: type.provider)
            #expect(ActionType.find(id)?.provider == type.provider)
        }
        let keys = ActionType.catalog.map { "\($0.category) \($0.owner) \($0.provider)" }
        #expect(Set(keys).count == keys.count)
    }

    @Test func requiredKeysAreKnownKeys() {
        for type in ActionType.catalog {
            guard let known = type.known else { continue }
            #expect(known.isSuperset(of: type.required + type.conditions.map(\.key)), "\(type.provider)")
        }
    }

    @Test(arguments: [
        (["ActionMode": "CREATE_UPDATE", "StackName": "s"], ["TemplatePath"]),
        (["ActionMode": "CHANGE_SET_EXECUTE", "StackName": "s"], ["ChangeSetName"]),
        (["ActionMode": "DELETE_ONLY", "StackName": "s"], []),
    ])
    func someKeysAreNeededBecauseOfOthers(_ configuration: [String: String], _ needed: [String]) throws {
        let id = ActionTypeID(category: .deploy, owner: .aws, provider: "CloudFormation")
        let type = try #require(ActionType.find(id))
        #expect(type.conditions.filter { $0.applies(configuration) }.map(\.key) == needed)
    }
}

import CustomDump
import PipelineAPI
import Testing

struct DeclarationChangeTests {
    private func changes(_ change: (inout PipelineDeclaration) -> Void) -> [DeclarationChange] {
        var pipeline = Shop.pipeline
        change(&pipeline)
        return pipeline.changes(from: Shop.pipeline)
    }

    @Test func theSameDeclarationHasNoChanges() {
        #expect(changes { $0.version = 7 }.isEmpty)
    }

    @Test func changedFieldsAreShownOldAndNew() {
        expectNoDifference(
            changes {
                $0.executionMode = .queued
                $0.artifactStore?.location = "other"
                $0.stages[1].actions[0].configuration?["ProjectName"] = "shop-test"
                $0.stages[1].actions[1].commands?.append("make style")
                $0.stages[1].onFailure = FailureConditions(result: "ROLLBACK")
            },
            [
                .pipelineField(
                    "artifactStore", from: #"{"location":"shop-artifacts","type":"S3"}"#,
                    to: #"{"location":"other","type":"S3"}"#),
                .pipelineField("executionMode", from: nil, to: "QUEUED"),
                .actionField(
                    "Build", "Unit", field: "configuration.ProjectName", from: "shop-unit", to: "shop-test"),
                .actionField("Build", "Lint", field: "commands", from: "make lint", to: "make lint, make style"),
                .stageField("Build", field: "onFailure", from: nil, to: #"{"result":"ROLLBACK"}"#),
            ])
    }

    @Test func stagesAndActionsComeAndGo() {
        expectNoDifference(
            changes {
                $0.stages.removeLast()
                $0.stages[1].actions.removeLast()
                $0.stages[1].actions.append(Shop.lint.named("Style"))
                $0.stages.append(StageDeclaration(name: "Deploy", actions: [Shop.approve.named("Go")]))
            },
            [
                .stageRemoved("Release"), .actionRemoved("Build", "Lint"), .actionAdded("Build", "Style"),
                .stageAdded("Deploy"),
            ])
    }

    @Test func stagesAndActionsMove() {
        expectNoDifference(
            changes {
                $0.stages.swapAt(1, 2)
                $0.stages[1].actions.append($0.stages[2].actions.removeLast())
            },
            [
                .stagesReordered(from: ["Source", "Build", "Release"], to: ["Source", "Release", "Build"]),
                .actionMoved("Lint", from: "Build", to: "Release"),
            ])
    }

    @Test func aSecretIsNeverPartOfAChange() {
        var old = Shop.pipeline
        old.stages[0].actions[0].actionTypeId = ActionTypeID(category: .source, owner: .thirdParty, provider: "GitHub")
        var new = old
        old.stages[0].actions[0].configuration?["OAuthToken"] = "****"
        new.stages[0].actions[0].configuration?["OAuthToken"] = "secret"
        #expect(new.changes(from: old).isEmpty)
    }
}

extension ActionDeclaration {
    fileprivate func named(_ name: ActionName) -> ActionDeclaration {
        var action = self
        action.name = name
        return action
    }
}

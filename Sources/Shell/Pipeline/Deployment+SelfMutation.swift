import AWS
import CloudFormation
import Deployment
import Git
import PipelineAPI
import Project

/// What the stage of a CDK pipeline will do that updates the pipeline itself, as far as that is to be known before.
extension Deployment {
    func selfMutationLines(_ facts: DeployFacts) async throws -> [String] {
        guard let synthesis = loaded.synthesis, let head = facts.head, let stage = selfMutatingStage(facts) else {
            return []
        }
        guard try await isOnDisk(head) else {
            let text =
                "What is on the disk is not what goes out: where \(head.short) declares another pipeline, \(stage) "
                + "updates it and starts it again."
            return [context.console.style.paint(text, .yellow)]
        }
        // The engine's pipeline is put in place as the app declares it.
        if !isStacksOwn { return ["\(stage) will find nothing to change: \(head.short) is what is on the disk."] }
        return try await [update(synthesis).map { words(of: $0, by: stage) }].compactMap(\.self)
    }

    /// What is on the disk is what was synthesised.
    private func isOnDisk(_ head: CommitID) async throws -> Bool {
        guard try await loaded.repository.revParse("HEAD^{commit}") == head else { return false }
        return try await !loaded.repository.isDirty()
    }

    /// The stage with a build that deploys the pipeline's own stack.
    private func selfMutatingStage(_ facts: DeployFacts) -> StageName? {
        let mutating = facts.buildProjects.filter { $0.buildspec?.contains("cdk -a . deploy") ?? false }
        let names = Set(mutating.map(\.name))
        return loaded.project.declaration.stages.first { stage in
            stage.actions.contains { names.contains($0.configuration?["ProjectName"] ?? "") }
        }?.name
    }

    /// What deploying the pipeline's stack would do now; `nil` where that is not to be seen.
    private func update(_ synthesis: Synthesis) async throws -> StackPlan? {
        guard let stack = synthesis.assembly.allStacks.first(where: { $0.stackName == loaded.project.stackName }) else {
            return nil
        }
        do {
            let sites = try StackSites(context, try await context.roleSessions(), synthesis)
            return try await sites.site(of: stack).plan()
        } catch let error where !(error is CancellationError) {
            // It takes more rights than starting a pipeline does.
            return nil
        }
    }

    private func words(of plan: StackPlan, by stage: StageName) -> String {
        let stack = Untrusted.line(plan.goal.shownName)
        let changesPipeline = plan.difference.template.resources.contains { $0.type == "AWS::CodePipeline::Pipeline" }
        if !plan.isNeeded { return "\(stage) will find nothing to change in \(stack)." }
        guard changesPipeline, loaded.project.restartsOnUpdate else {
            return "\(stage) will update \(stack); the pipeline itself stays as it is."
        }
        return context.console.style.paint(
            "\(stage) will update \(stack) and with it the pipeline, which starts again as a new execution.", .yellow)
    }
}

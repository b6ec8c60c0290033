import CustomDump
import PipelineAPI
import Testing

struct NormalizationTests {
    @Test func normalizingFillsInWhatTheServiceFillsIn() {
        let pipeline = Shop.pipeline.normalized(region: "eu-west-1")
        #expect(pipeline.executionMode == .superseded)
        #expect(pipeline.pipelineType == .v2)
        let actions = pipeline.stages.flatMap(\.actions)
        #expect(actions.allSatisfy { $0.region == "eu-west-1" && $0.runOrder != nil })
        #expect(actions.allSatisfy { $0.inputArtifacts != nil && $0.outputArtifacts != nil })
    }

    @Test func normalizingTwiceChangesNothingMore() {
        let once = Shop.pipeline.normalized(region: "eu-west-1")
        expectNoDifference(once.normalized(region: "us-east-1"), once)
    }

    @Test func aPipelineWithoutATypeIsV2OnlyIfItUsesWhatV2Has() {
        var pipeline = Shop.pipeline
        pipeline.pipelineType = nil
        #expect(pipeline.normalized(region: "eu-west-1").pipelineType == .v2)
        pipeline.stages[1].actions.removeLast()
        #expect(pipeline.normalized(region: "eu-west-1").pipelineType == .v1)
        pipeline.executionMode = .queued
        #expect(pipeline.normalized(region: "eu-west-1").pipelineType == .v2)
        pipeline.pipelineType = .v1
        #expect(pipeline.normalized(region: "eu-west-1").pipelineType == .v1)
    }
}

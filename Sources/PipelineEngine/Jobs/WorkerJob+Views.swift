public import PipelineAPI
import PipelineCore

extension WorkerJob {
    /// What a worker is told of the job. Secrets are shown: it needs them.
    func data(_ artifacts: ArtifactFolder, settings: EngineSettings, credentials: JobCredentials?) -> JobData {
        JobData(
            actionTypeId: start.action.actionTypeId,
            actionConfiguration: JobConfiguration(configuration: start.action.configuration ?? [:]),
            pipelineContext: PipelineContext(
                pipelineName: start.pipeline, stage: StageContext(name: start.run.stage),
                action: ActionPlace(name: start.action.name, actionExecutionId: start.run.id),
                pipelineArn: settings.arn(of: start.pipeline), pipelineExecutionId: start.run.execution),
            inputArtifacts: start.run.inputArtifacts.map { input in
                JobArtifact(
                    name: input.name,
                    revision: start.artifactRevisions.first { $0.name == input.name }?.revisionId,
                    location: input.s3location.map(ArtifactLocation.init))
            },
            outputArtifacts: (start.action.outputArtifacts ?? []).map { output in
                JobArtifact(
                    name: output.name, location: ArtifactLocation(location(of: output.name, in: artifacts)))
            }, artifactCredentials: credentials, continuationToken: continuationToken)
    }

    /// Where an output artifact goes.
    public func location(of output: ArtifactName, in artifacts: ArtifactFolder) -> S3Location {
        artifacts.location(
            bucket: start.artifactBucket, pipeline: start.pipeline, artifact: output, run: start.run.id)
    }
}

extension ArtifactLocation {
    init(_ location: S3Location) {
        self.init(
            type: "S3", s3Location: JobS3Location(bucketName: location.bucket ?? "", objectKey: location.key ?? ""))
    }
}

extension EngineSettings {
    func arn(of pipeline: PipelineName) -> String { "arn:aws:codepipeline:\(region):\(accountId):\(pipeline)" }
}

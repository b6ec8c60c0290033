import Runner

extension BuildRequest {
    /// A build of a CodeBuild action of the pipeline `shop`.
    static func codeBuild(project: String, stream: String, number: Int = 1) -> BuildRequest {
        var request = BuildRequest(
            buildID: "\(project):\(stream)",
            buildARN: "arn:aws:codebuild:us-east-1:123456789012:build/\(project):\(stream)", buildNumber: number,
            initiator: "codepipeline/shop", buildspec: nil, sourceDirectory: "/nowhere", environment: [:])
        request.serviceVariables["CODEBUILD_PROJECT_ARN"] =
            "arn:aws:codebuild:us-east-1:123456789012:project/\(project)"
        return request
    }
}

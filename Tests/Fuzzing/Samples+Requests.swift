extension Samples {
    static let requests =
        FuzzTarget.operations.map { "\($0.name)\n\(everyMember)" } + [
            "CreatePipeline\n" + declaration.split(separator: "\n").dropLast().joined() + "}",
            #"ListPipelineExecutions\#n{"pipelineName":"a","maxResults":5,"filter":{"succeededInStage":{"stageName":"S"}}}"#,
            #"StartPipelineExecution\#n{"name":"a","variables":[{"name":"A","value":"b"}],"sourceRevisions":[]}"#,
            #"PutWebhook\#n{"webhook":{"name":"h","targetPipeline":"a","targetAction":"S","filters":[{"jsonPath":"$.ref"}],"#
                + #""authentication":"IP","authenticationConfiguration":{"AllowedIPRange":"10.0.0.0/8"}}}"#,
            #"FilterLogEvents\#n{"logGroupName":"/aws/codebuild/p","filterPattern":"?ERROR [a, b=1]","startTime":5}"#,
        ]

    /// What any of the operations needs, so that each of them has something to begin from.
    private static let everyMember = """
        {"name":"shop","pipelineName":"shop","stageName":"Build","actionName":"Make","category":"Build","owner":"Custom",\
        "provider":"Forge","version":"1","pipelineExecutionId":"\(id)","targetPipelineExecutionId":"\(id)",\
        "jobId":"\(id)","token":"\(id)","nonce":"1","clientToken":"c","actionExecutionId":"\(id)","id":"shop:\(id)",\
        "ids":["shop:\(id)"],"names":["shop"],"projectName":"shop","webhookName":"h","conditionType":"BEFORE_ENTRY",\
        "transitionType":"Inbound","reason":"not now","retryMode":"ALL_ACTIONS","maxResults":5,"limit":5,\
        "result":{"summary":"","status":"Approved"},"failureDetails":{"type":"JobFailed","message":"m"},\
        "actionTypeId":{"category":"Build","owner":"Custom","provider":"Forge","version":"1"},\
        "actionRevision":{"revisionId":"r","revisionChangeId":"c","created":1586273484.137},\
        "currentRevision":{"revision":"r","changeIdentifier":"c","created":1},"outputVariables":{"A":"b"},\
        "inputArtifactDetails":{"minimumCount":0,"maximumCount":1},"outputArtifactDetails":{"minimumCount":0,\
        "maximumCount":1},"configurationProperties":[{"name":"Job","required":true,"key":true,"secret":false}],\
        "settings":{"entityUrlTemplate":"https://example.com/{Config:Job}"},"resourceArn":"arn:aws:codepipeline:us-east-1:\
        123456789012:shop","tags":[{"key":"a","value":"b"}],"tagKeys":["a"],"logGroupName":"g","logStreamName":"s",\
        "environmentVariablesOverride":[{"name":"A","value":"b","type":"PLAINTEXT"}],"idempotencyToken":"once",\
        "repository":"acme/shop","remoteURL":"https://example.com/shop.git","reference":"refs/heads/main"}
        """

    private static let id = "3f6b2c1e-0000-4000-8000-000000000000"

    static let answers = [
        "GetPipeline\n" + declaration,
        #"GetPipelineState\#n{"pipelineName":"a","created":1.5,"stageStates":[{"stageName":"S","inboundExecutions":[],"#
            + #""actionStates":[{"actionName":"A","latestExecution":{"status":"Failed","errorDetails":{"code":"c"}}}]}]}"#,
        #"ListActionExecutions\#n{"actionExecutionDetails":[{"actionExecutionId":"i","status":"Succeeded","startTime":1,"#
            + #""input":{"configuration":{"A":"b"}},"output":{"outputVariables":{"A":"b"}}}],"nextToken":"t"}"#,
        #"BatchGetBuilds\#n{"builds":[{"id":"p:1","phases":[{"phaseType":"BUILD","startTime":1,"contexts":[{}]}],"logs":{}}]}"#,
        #"BatchGetBuildBatches\#n{"buildBatches":[{"id":"p:1","buildGroups":[{"identifier":"a","dependsOn":[]}]}]}"#,
        #"GetLogEvents\#n{"events":[{"timestamp":1,"message":"m\n"}],"nextForwardToken":"f/1"}"#,
        #"PollForJobs\#n{"jobs":[{"id":"i","nonce":"1","data":{"actionConfiguration":{"configuration":{"A":"b"}}}}]}"#,
        #"DescribeEngine\#n{"version":"1"}"#,
    ]
}

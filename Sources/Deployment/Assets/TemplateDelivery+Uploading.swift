public import AWS
public import CloudFormation

extension TemplateDelivery {
    /// Uploads a template that goes neither with the assets nor with the request, to the bucket that the account was
    /// bootstrapped with. The others are as they are.
    ///
    /// - Throws: `StackError.templateTooLarge` where there is no such bucket.
    public func uploading(by session: AWSSession, in environment: AWSEnvironment) async throws -> TemplateDelivery {
        guard case .upload(let key, let body) = self else { return self }
        let toolkit = try await session.cloudFormation().describeStack(BootstrapStack.stackName)
        guard let bucket = toolkit?.outputs?.first(where: { $0.outputKey == "BucketName" })?.outputValue else {
            throw StackError.templateTooLarge(limitInBytes: Self.inlineLimitInBytes)
        }
        try await session.s3().putObject(
            body, as: key, in: bucket, options: S3ObjectOptions(contentType: ContentType.of(fileNamed: key)))
        return .published(url: "https://s3.\(environment.region).\(environment.urlSuffix)/\(bucket)/\(key)")
    }
}

public import AWS
public import CloudFormation

extension TemplateDelivery {
    /// Uploads a template that goes neither with the assets nor with the request, to the bucket that the account was
    /// bootstrapped with. The others are as they are.
    ///
    /// - Parameter toolkit: the name of the bootstrap stack.
    /// - Throws: `StackError.templateTooLarge` where there is no such bucket.
    public func uploading(
        by session: AWSSession, in environment: AWSEnvironment, with toolkit: String? = nil
    ) async throws -> TemplateDelivery {
        guard case .upload(let key, let body) = self else { return self }
        let stack = try await session.cloudFormation().describeStack(toolkit ?? BootstrapStack.stackName)
        guard let bucket = stack?.outputs?.first(where: { $0.outputKey == "BucketName" })?.outputValue else {
            throw StackError.templateTooLarge(limitInBytes: Self.inlineLimitInBytes, in: environment)
        }
        let client = try session.s3()
        let encryption = try await client.usualEncryption(of: bucket)
        try await client.putObject(
            body, as: key, in: bucket, options: S3ObjectOptions(fileNamed: key, encryption: encryption))
        return .published(url: "https://s3.\(environment.region).\(environment.urlSuffix)/\(bucket)/\(key)")
    }
}

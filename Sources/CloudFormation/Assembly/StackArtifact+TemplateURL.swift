extension StackArtifact {
    /// The address that CloudFormation is told, `https://s3.<region>.<suffix>/<bucket>/<key>`; `nil` for an inline
    /// template. Path style: bucket names with dots have no valid certificate otherwise.
    ///
    /// Throws `AssemblyError` if the object is no `s3://bucket/key`, or a placeholder is left: the partition has no
    /// meaning there.
    public func templateURL(in environment: AWSEnvironment) throws(AssemblyError) -> String? {
        guard let templateObject else { return nil }
        let location = templateObject.replacing("${AWS::AccountId}", with: environment.account)
            .replacing("${AWS::Region}", with: environment.region)
        guard !location.contains("${") else { throw .unresolvedPlaceholder(location, stack: displayName) }
        guard location.hasPrefix("s3://"), location.dropFirst(5).contains("/") else {
            throw .malformed(templateFile, reason: "'\(location)' is not of the form s3://bucket/key")
        }
        return "https://s3.\(environment.region).\(environment.urlSuffix)/\(location.dropFirst(5))"
    }
}

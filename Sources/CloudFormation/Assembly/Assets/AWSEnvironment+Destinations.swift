extension AWSEnvironment {
    /// `destination` with its placeholders replaced and its region named: its own, else this one.
    public func resolve(_ destination: FileAsset.Destination) -> FileAsset.Destination {
        let place = place(in: destination.region)
        return FileAsset.Destination(
            id: destination.id, bucketName: place.resolve(destination.bucketName),
            objectKey: place.resolve(destination.objectKey), region: place.region,
            role: destination.role.map { place.resolve($0) })
    }

    /// `destination` with its placeholders replaced and its region named: its own, else this one.
    public func resolve(_ destination: ImageAsset.Destination) -> ImageAsset.Destination {
        let place = place(in: destination.region)
        return ImageAsset.Destination(
            id: destination.id, repositoryName: place.resolve(destination.repositoryName),
            imageTag: place.resolve(destination.imageTag), region: place.region,
            role: destination.role.map { place.resolve($0) })
    }

    private func place(in region: String?) -> AWSEnvironment {
        AWSEnvironment(account: account, region: region.map { resolve($0) } ?? self.region, partition: partition)
    }
}

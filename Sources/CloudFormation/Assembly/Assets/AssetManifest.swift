/// What has to be published before a stack can be deployed: `<stack>.assets.json`.
public struct AssetManifest: Sendable, Hashable {
    /// By id.
    public var files: [FileAsset]
    /// By id.
    public var images: [ImageAsset]
    /// What publishing needs.
    public var bootstrap: BootstrapRequirement?

    public static let empty = AssetManifest(files: [], images: [], bootstrap: nil)

    /// The nested stacks' templates and the stack's own are files as well.
    public var isEmpty: Bool { files.isEmpty && images.isEmpty }
}

/// Something that goes to S3.
public struct FileAsset: Sendable, Hashable, Identifiable {
    /// The hash that the framework worked out from the sources.
    public var id: String
    public var displayName: String
    public var source: Source
    public var destinations: [Destination]

    /// What is published.
    public enum Source: Sendable, Hashable {
        case file(AssemblyPath)
        /// A folder, as a zip file.
        case zip(of: AssemblyPath)
        /// A command that makes a file and prints its path; to be run in `directory`.
        case executable([String], directory: AssemblyPath)
    }

    /// Where it is published. The texts have placeholders.
    public struct Destination: Sendable, Hashable, Identifiable {
        public var id: String
        public var bucketName: String
        public var objectKey: String
        /// `nil`: the stack's.
        public var region: String?
        public var role: AssumedRole?
    }
}

/// Something that goes to ECR.
public struct ImageAsset: Sendable, Hashable, Identifiable {
    /// The hash that the framework worked out from the sources.
    public var id: String
    public var displayName: String
    public var source: Source
    public var destinations: [Destination]

    /// What is published.
    public enum Source: Sendable, Hashable {
        case directory(AssemblyPath, ImageBuild)
        /// A command that makes an image and prints its local tag; to be run in `directory`.
        case executable([String], directory: AssemblyPath)
    }

    /// Where it is published. The texts have placeholders.
    public struct Destination: Sendable, Hashable, Identifiable {
        public var id: String
        public var repositoryName: String
        public var imageTag: String
        /// `nil`: the stack's.
        public var region: String?
        public var role: AssumedRole?
    }
}

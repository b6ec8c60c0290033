public import CloudFormation

/// A piece of work that makes an asset, or puts it where CloudFormation finds it.
public struct PublishingStep: Sendable, Hashable, Identifiable {
    /// The same work has the same id, whichever stack needs it.
    public enum ID: Sendable, Hashable {
        case make(asset: String)
        case upload(bucket: String, key: String, region: String)
        case push(repository: String, tag: String, region: String, account: String)
    }

    /// What is done.
    public enum Work: Sendable, Hashable {
        /// Makes a zip file of a folder, always the same bytes of the same files.
        case zip(AssemblyPath, into: AssemblyPath)
        /// Runs a command that makes a file and prints its path, or makes an image and prints its tag.
        case run([String], directory: AssemblyPath)
        case buildImage(AssemblyPath, ImageBuild, tag: String)
        case upload(Source, FileAsset.Destination)
        /// To the registry of the account in the destination's region.
        case push(Image, ImageAsset.Destination, account: String)
    }

    /// What is pushed.
    public enum Image: Sendable, Hashable {
        case tagged(String)
        /// Under the tag that the command before it printed.
        case made
    }

    /// What is uploaded.
    public enum Source: Sendable, Hashable {
        case file(AssemblyPath)
        /// At the path that the command before it printed, seen from this folder.
        case made(in: AssemblyPath)
    }

    public var id: ID
    public var work: Work
    /// The asset's.
    public var displayName: String
    /// What has to be done before.
    public var prerequisites: [ID]
    /// The stacks that wait for it, by their display names.
    public var stacks: [String]

    /// Whether it makes an asset, as opposed to publishing it.
    public var isPreparation: Bool {
        if case .make = id { true } else { false }
    }

    /// What is going on: `Building …` or `Publishing … (…)`.
    public var progress: String { words("Building", "Publishing") }

    /// What went well: `Built …` or `Published … (…)`.
    public var success: String { words("Built", "Published") }

    private func words(_ preparing: String, _ publishing: String) -> String {
        switch work {
        case .zip, .run, .buildImage: "\(preparing) \(displayName)"
        case .upload(_, let destination): "\(publishing) \(displayName) (\(destination.id))"
        case .push(_, let destination, _): "\(publishing) \(displayName) (\(destination.id))"
        }
    }
}

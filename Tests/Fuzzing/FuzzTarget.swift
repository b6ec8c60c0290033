/// A reader of what comes from outside, as something that takes any bytes.
///
/// The tests give it a few thousand damaged samples; `scripts/fuzz` lets libFuzzer look for what else breaks it.
public struct FuzzTarget: Sendable, CustomStringConvertible {
    public let name: String
    /// What it is meant to read, to begin from.
    public let samples: [[UInt8]]
    /// Reads the bytes or refuses them; traps where a promise is broken.
    public let read: @Sendable ([UInt8]) -> Void

    init(_ name: String, samples: [String], read: @escaping @Sendable ([UInt8]) -> Void) {
        self.init(name, samples: samples.map { Array($0.utf8) }, read: read)
    }

    init(_ name: String, samples: [[UInt8]], read: @escaping @Sendable ([UInt8]) -> Void) {
        self.name = name
        self.samples = samples
        self.read = read
    }

    public var description: String { name }

    /// Input for any target that is small and could take for ever, or more room than there is.
    public static let bombs = Samples.bombs.map { Array($0.utf8) }

    public static let all = [
        declaration, pipelineFile, template, assembly, buildspec, report, request, answer, webhook, pattern, signature,
        archive, age, identityFile, plugin, agentMessage, gitHelper, sshQuestion, importedFile, patch,
    ]
}

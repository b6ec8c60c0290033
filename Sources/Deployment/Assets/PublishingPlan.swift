public import CloudFormation

/// Everything that has to be published before stacks can be deployed, each thing once.
///
/// All assets are made before the first is published: a build that fails leaves nothing half done elsewhere.
public struct PublishingPlan: Sendable, Hashable {
    /// In an order in which they can be done one after the other.
    public private(set) var steps: [PublishingStep]

    /// A stack and where it goes.
    public struct Target: Sendable, Hashable {
        public var stack: StackArtifact
        public var environment: AWSEnvironment

        public init(stack: StackArtifact, environment: AWSEnvironment) {
            self.stack = stack
            self.environment = environment
        }
    }

    /// How many assets may be made at a time: builds use the whole machine.
    public static let preparationsAtOnce = 1
    /// How many assets may be published at a time.
    public static let publicationsAtOnce = 8

    public init(for targets: [Target]) {
        self.init(
            targets.map { target in
                (target.stack.assets, AssetSteps.Purpose(stack: target.stack.displayName, target: target.environment))
            })
    }

    /// What a manifest names, whichever stack it is for.
    public init(_ assets: AssetManifest, in environment: AWSEnvironment) {
        self.init([(assets, AssetSteps.Purpose(stack: "", target: environment))])
    }

    private init(_ assets: [(AssetManifest, AssetSteps.Purpose)]) {
        steps = []
        for (manifest, purpose) in assets {
            for asset in manifest.files { add(AssetSteps.of(asset, purpose)) }
            for asset in manifest.images { add(AssetSteps.of(asset, purpose)) }
        }
        steps = steps.filter(\.isPreparation) + steps.filter { !$0.isPreparation }
    }

    /// The plan without what is already there, and without making what then nobody publishes.
    ///
    /// - Parameter isPublished: asked for each upload and push.
    public func remaining(where isPublished: (PublishingStep) throws -> Bool) rethrows -> PublishingPlan {
        var plan = self
        let publications = try steps.filter { try !$0.isPreparation && !isPublished($0) }
        let needed = Set(publications.flatMap(\.prerequisites))
        plan.steps = steps.filter { $0.isPreparation && needed.contains($0.id) } + publications
        return plan
    }

    /// What a stack waits for.
    public func steps(for stack: StackArtifact) -> [PublishingStep] {
        steps.filter { $0.stacks.contains(stack.displayName) }
    }

    private mutating func add(_ added: [PublishingStep]) {
        for step in added {
            guard let index = steps.firstIndex(where: { $0.id == step.id }) else {
                steps.append(step)
                continue
            }
            steps[index].stacks += step.stacks.filter { !steps[index].stacks.contains($0) }
        }
    }
}

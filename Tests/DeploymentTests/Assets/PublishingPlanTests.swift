import CloudFormation
import Deployment
import Foundation
import TestSupport
import Testing

struct PublishingPlanTests {
    private static let here = #""here": {"bucketName": "b-${AWS::Region}", "objectKey": "k"}"#
    private static let there = #""there": {"bucketName": "b-${AWS::Region}", "objectKey": "k", "region": "us-east-1"}"#

    private static func file(_ id: String, packaging: String = "file", _ destinations: String = here) -> String {
        """
        "\(id)": {"displayName": "Code \(id)", "source": {"path": "asset.\(id)", "packaging": "\(packaging)"},
          "destinations": {\(destinations)}}
        """
    }

    private static let image = """
        "Img": {"displayName": "Image", "source": {"directory": "asset.img"},
          "destinations": {"here": {"repositoryName": "r-${AWS::AccountId}", "imageTag": "Img"}}}
        """

    private func plan(files: String = "", images: String = "") throws -> PublishingPlan {
        let assets = #"{"files": {\#(files)}, "dockerImages": {\#(images)}}"#
        return PublishingPlan(for: [try WrittenStack(assets: assets).target()])
    }

    @Test func aFileIsUploadedAsItIs() throws {
        let steps = try plan(files: Self.file("a")).steps
        #expect(steps.map(\.progress) == ["Publishing Code a (here)"])
        #expect(steps.map(\.id) == [.upload(bucket: "b-eu-west-1", key: "k", region: "eu-west-1")])
        #expect(steps.first?.prerequisites == [])
    }

    @Test func aFolderIsPackedFirstAndThenUploadedEverywhere() throws {
        let steps = try plan(files: Self.file("a", packaging: "zip", Self.here + "," + Self.there)).steps
        let archive = try #require(AssemblyPath.root.appending(".cache/a.zip"))
        let folder = try #require(AssemblyPath.root.appending("asset.a"))
        #expect(
            steps.map(\.progress)
                == ["Building Code a", "Publishing Code a (here)", "Publishing Code a (there)"])
        #expect(steps.first?.work == .zip(folder, into: archive))
        #expect(steps.dropFirst().map(\.prerequisites) == [[.make(asset: "a")], [.make(asset: "a")]])
        #expect(steps.last?.id == .upload(bucket: "b-us-east-1", key: "k", region: "us-east-1"))
    }

    @Test func allIsMadeBeforeAnythingIsPublished() throws {
        let plan = try plan(files: Self.file("a", packaging: "zip"), images: Self.image)
        #expect(plan.steps.map(\.isPreparation) == [true, true, false, false])
        #expect(plan.steps.last?.success == "Published Image (here)")
    }

    @Test func anImageIsPushedUnderTheTagItWasBuiltWith() throws {
        let steps = try plan(images: Self.image).steps
        guard case .buildImage(_, _, let tag)? = steps.first?.work,
            case .push(let image, let destination, let account)? = steps.last?.work
        else { return #expect(Bool(false), "neither built nor pushed") }
        #expect(image == .tagged(tag))
        #expect(destination.repositoryName == "r-111122223333")
        #expect(account == "111122223333")
    }

    @Test func aCommandMakesWhatIsUploaded() throws {
        let file = """
            "a": {"source": {"executable": ["make", "it"]}, "destinations": {\(Self.here)}}
            """
        let steps = try plan(files: file).steps
        #expect(steps.first?.work == .run(["make", "it"], directory: .root))
        guard case .upload(.made, _)? = steps.last?.work else { return #expect(Bool(false), "not what was made") }
    }

    @Test func whatSeveralStacksNeedIsDoneOnceForEachDestination() throws {
        let assets = #"{"files": {\#(Self.file("a", packaging: "zip"))}}"#
        let plan = PublishingPlan(for: [
            try WrittenStack(id: "one", assets: assets).target(),
            try WrittenStack(id: "two", assets: assets).target(),
            try WrittenStack(id: "three", assets: assets).target(region: "us-east-1"),
        ])
        #expect(plan.steps.map(\.stacks) == [["one", "two", "three"], ["one", "two"], ["three"]])
        let third = try WrittenStack(id: "three", assets: assets).read()
        #expect(plan.steps(for: third).map(\.progress) == ["Building Code a", "Publishing Code a (here)"])
    }

    @Test func whatIsThereIsNeitherPublishedNorMade() throws {
        let files = Self.file("a", packaging: "zip") + "," + Self.file("b", packaging: "zip", Self.there)
        let plan = try plan(files: files)
        var asked: [PublishingStep.ID] = []
        let remaining = plan.remaining { step in
            asked.append(step.id)
            return step.id == .upload(bucket: "b-eu-west-1", key: "k", region: "eu-west-1")
        }
        #expect(remaining.steps.map(\.progress) == ["Building Code b", "Publishing Code b (there)"])
        #expect(asked.count == 2)
        #expect(plan.remaining { _ in true }.steps.isEmpty)
    }

    @Test(.enabled(if: Corpus.directory != nil, "no corpus: set SLUICE_CORPUS"))
    func everyRealAssemblyHasAPlan() throws {
        let corpus = try #require(Corpus.directory)
        for name in ["newpipeline-with-vpc", "pipeline-without-prepare", "pipelines-waves"] {
            let directory = AssemblyDirectory(corpus.appending(path: "assemblies/\(name)"))
            let current = AWSEnvironment(account: "111122223333", region: "eu-west-1")
            let stacks = try CloudAssembly(reading: directory.contents).allStacks
            let plan = PublishingPlan(
                for: stacks.map { .init(stack: $0, environment: $0.environment.resolved(current: current)) })
            for stack in stacks where stack.templateObject != nil {
                #expect(plan.steps(for: stack).contains { !$0.isPreparation })
            }
            #expect(Set(plan.steps.map(\.id)).count == plan.steps.count)
            #expect(!String(describing: plan.steps.map(\.id)).contains("${"))
        }
    }
}

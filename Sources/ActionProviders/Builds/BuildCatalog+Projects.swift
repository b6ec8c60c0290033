import Foundation
public import PipelineAPI
import PipelineEngine
import Runner

/// Projects are those that checkouts have registered. Any other is the name under which builds ran, and the newest of
/// them says the rest.
extension BuildCatalog {
    /// - Parameter isRegistered: whether the project is there even if no build ran.
    public func listBuildsForProject(
        _ input: ListBuildsForProject.Input, isRegistered: Bool = false
    ) throws -> ListBuildsForProject.Output {
        let isAscending = input.sortOrder == .ascending
        let builds = builds(of: input.projectName).sorted {
            isAscending ? $0.buildNumber < $1.buildNumber : $0.buildNumber > $1.buildNumber
        }
        guard isRegistered || !builds.isEmpty else { throw Self.projectNotFound(input.projectName) }
        let after = try input.nextToken.map(Self.number)
        let rest = builds.filter { build in
            after.map { isAscending ? build.buildNumber > $0 : build.buildNumber < $0 } ?? true
        }
        let page = rest.prefix(Self.buildsPerPage)
        return ListBuildsForProject.Output(
            ids: page.map { BuildID($0.buildID) },
            nextToken: page.count < rest.count ? page.last.map { "build:\($0.buildNumber)" } : nil)
    }

    /// - Parameter registered: the projects of these names that checkouts have registered.
    public func batchGetProjects(
        _ input: BatchGetProjects.Input, registered: [BuildProject] = []
    ) throws -> BatchGetProjects.Output {
        guard (1...100).contains(input.names.count) else {
            throw APIError(code: "InvalidInputException", message: "names must have 1 to 100 members")
        }
        var output = BatchGetProjects.Output(projects: [], projectsNotFound: [])
        for name in input.names {
            if let project = project(name, registered) {
                output.projects?.append(project)
            } else {
                output.projectsNotFound?.append(name)
            }
        }
        return output
    }

    /// Asks the build's runner to stop; the action that it belongs to fails, as on AWS.
    public func stopBuild(_ input: StopBuild.Input) throws -> StopBuild.Output {
        guard let build = try build(input.id), let stream = input.id.rawValue.split(separator: ":").last,
            let directory = directory(stream: String(stream))
        else {
            throw APIError(code: "ResourceNotFoundException", message: "Build \(input.id) cannot be found")
        }
        if build.buildComplete == true { return StopBuild.Output(build: build) }
        try directory.requestStop()
        return StopBuild.Output(build: try self.build(input.id))
    }

    private func project(_ name: String, _ registered: [BuildProject]) -> CodeBuildProject? {
        if let project = registered.first(where: { $0.name == name }) {
            let arn = "arn:aws:codebuild:\(settings.region):\(settings.accountId):project/\(name)"
            return CodeBuildProject(project, arn: arn)
        }
        guard let newest = builds(of: name).max(by: { $0.buildNumber < $1.buildNumber }) else { return nil }
        let arn = newest.buildARN.split(separator: ":").dropLast().joined(separator: ":")
            .replacing(":build/", with: ":project/")
        return CodeBuildProject(
            name: name, arn: arn, source: ProjectSource(type: "CODEPIPELINE", buildspec: newest.buildspec))
    }

    /// The builds that ran under a project's name.
    func builds(of project: String) -> [BuildRequest] {
        allBuilds().map(\.request).filter { $0.buildID.split(separator: ":").first.map(String.init) == project }
    }

    /// Every build whose folder is still there.
    func allBuilds() -> [(directory: BuildDirectory, request: BuildRequest)] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.compactMap { name in
            guard let directory = directory(stream: name), let request = try? directory.request() else { return nil }
            return (directory, request)
        }
    }

    private static func number(_ token: String) throws(APIError) -> Int {
        guard token.hasPrefix("build:"), let number = Int(token.dropFirst("build:".count)) else {
            throw APIError(code: "InvalidInputException", message: "Invalid next token")
        }
        return number
    }

    static func projectNotFound(_ name: String) -> APIError {
        APIError(
            code: "ResourceNotFoundException", message: "No build ran under the project name '\(name)' here")
    }

    /// CodeBuild's own page ("ListBuildsForProject").
    private static let buildsPerPage = 100
}

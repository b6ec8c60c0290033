import Buildspec
import Foundation
import PipelineAPI
import PipelineEngine

/// The `batch` section of a build's buildspec, wherever that is.
struct BatchSpecification {
    let order: BuildOrder
    let mirrors: GitMirrors

    /// Why there is no batch to run, in CodeBuild's words.
    struct Failure: Error {
        var code: String
        var message: String
    }

    func read() async throws -> Batch {
        let text = try await text()
        do {
            let buildspec = try Buildspec.parse(text).buildspec
            if let problem = buildspec.batchProblem { throw problem }
            guard let batch = buildspec.batch else {
                throw Failure(code: BuildspecError.code, message: "the buildspec has no batch section")
            }
            return batch
        } catch let error as BuildspecError {
            throw Failure(code: BuildspecError.code, message: error.message)
        }
    }

    private func text() async throws -> String {
        switch BuildspecSource(order.plan.buildspec) {
        case .inline(let text): return text
        case .object(let arn):
            throw Failure(code: "CLIENT_ERROR", message: "buildspec \(arn): a buildspec in S3 can't be read here")
        case .defaultFile: return try await file(BuildspecSource.defaultFileName)
        case .file(let path): return try await file(path)
        }
    }

    private func file(_ path: String) async throws -> String {
        let name = path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
        guard let source = order.sources.first, let bytes = try await content(of: name, in: source.place) else {
            throw Failure(code: BuildspecError.code, message: "stat \(path): no such file or directory")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func content(of name: String, in place: BuildOrder.Place) async throws -> [UInt8]? {
        switch place {
        case .clone(let clone): return try await mirrors.content(of: name, in: clone, limit: Self.sizeLimit)
        case .folder(let folder):
            return FileManager.default.contents(atPath: folder.appending(path: name).path).map(Array.init)
        case .artifact(let archive):
            if let clone = CloneReference(in: archive) {
                return try await mirrors.content(of: name, in: clone, limit: Self.sizeLimit)
            }
            return try await offPool { try ArtifactFolder.content(of: name, in: archive, limit: Self.sizeLimit) }
        }
    }

    private static let sizeLimit = 4 << 20
}

import Buildspec
import Foundation
import PipelineAPI
import PipelineEngine
import Runner

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
        let source = try await source()
        let value = order.plan.buildspec
        do {
            let text = try await offPool { try BuildspecDocument(value, in: source).text }
            let buildspec = try Buildspec.parse(text).buildspec
            if let problem = buildspec.batchProblem { throw problem }
            guard let batch = buildspec.batch else {
                throw Failure(code: BuildspecError.code, message: "the buildspec has no batch section")
            }
            return batch
        } catch let absence as BuildspecDocument.Absence {
            throw Failure(code: absence.code, message: absence.message)
        } catch let error as BuildspecError {
            throw Failure(code: BuildspecError.code, message: error.message)
        }
    }

    private func source() async throws -> BuildspecDocument.Source {
        switch order.sources.first?.place {
        case nil, .nothing: return .found(nil)
        case .clone(let clone): return try await found(in: clone)
        case .folder(let folder): return .directory(folder.path)
        case .artifact(let archive):
            guard let clone = CloneReference(in: archive) else { return .archive(archive.path) }
            return try await found(in: clone)
        }
    }

    private func found(in clone: CloneReference) async throws -> BuildspecDocument.Source {
        guard let path = BuildspecDocument.path(of: order.plan.buildspec) else { return .found(nil) }
        return .found(try await mirrors.content(of: path, in: clone, limit: BuildspecDocument.Source.longest))
    }
}

import CloudFormation
import Foundation

/// What change sets were asked for, so that one that is gone can be made again: a file for each name of a stack.
struct ChangeSetMemory {
    let folder: URL

    func keep(_ request: StackRequest, as name: String, of stack: String, in place: AWSEnvironment) throws {
        let file = file(name, stack, place)
        let files = FileManager.default
        try files.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        try JSONEncoder().encode(request).write(to: file, options: .atomic)
        try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    }

    func request(_ name: String, of stack: String, in place: AWSEnvironment) -> StackRequest? {
        guard let data = try? Data(contentsOf: file(name, stack, place)) else { return nil }
        return try? JSONDecoder().decode(StackRequest.self, from: data)
    }

    /// Of a stack that is gone nothing is made again.
    func forget(_ stack: String, in place: AWSEnvironment) {
        try? FileManager.default.removeItem(at: folder(of: stack, place))
    }

    private func file(_ name: String, _ stack: String, _ place: AWSEnvironment) -> URL {
        folder(of: stack, place).appending(path: "\(name).json")
    }

    private func folder(of stack: String, _ place: AWSEnvironment) -> URL {
        folder.appending(path: "\(place.account)-\(place.region)/\(stack)", directoryHint: .isDirectory)
    }
}

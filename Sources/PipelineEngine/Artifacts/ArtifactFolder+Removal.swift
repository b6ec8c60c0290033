import Foundation
import Glibc
public import PipelineAPI

extension ArtifactFolder {
    /// Removes an artifact's key; one that is not there is fine. `removeUnusedContents` then frees the room.
    ///
    /// - Returns: how many bytes that will be: none where another key stands for the same content.
    @discardableResult
    public func remove(_ location: S3Location) throws -> Int {
        let object = try url(of: location)
        var information = stat()
        guard lstat(object.path, &information) == 0 else { return 0 }
        try FileManager.default.removeItem(at: object)
        // The other one is the content's own name.
        return information.st_nlink <= 2 ? Int(information.st_size) : 0
    }

    /// Removes each content that no key stands for.
    ///
    /// - Returns: how many bytes the contents that stay take.
    @discardableResult
    func removeUnusedContents() -> Int {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: contents.path)) ?? []
        return names.reduce(0) { size, name in
            let path = contents.appending(path: name).path
            var information = stat()
            guard lstat(path, &information) == 0 else { return size }
            if information.st_nlink == 1 {
                unlink(path)
                return size
            }
            return size + Int(information.st_size)
        }
    }
}

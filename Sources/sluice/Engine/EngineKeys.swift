import Foundation
import SigV4

/// The access key that the engine makes for its clients on a network, kept beside its state (0600).
struct EngineKeys {
    let file: URL

    init(folders: Folders) {
        file = folders.state.appending(path: "access-key.json")
    }

    /// The key, made when it is first asked for.
    func key() throws -> AccessKey {
        if let data = try? Data(contentsOf: file) { return try JSONDecoder().decode(AccessKey.self, from: data) }
        let key = AccessKey(
            id: "SLUICE" + Self.random(14, of: "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"),
            secret: Self.random(40, of: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"))
        try write(JSONEncoder().encode(key))
        return key
    }

    /// Nobody else can read the file at any moment, not even before it has its content.
    private func write(_ data: Data) throws {
        let new = file.path + ".new"
        unlink(new)
        let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: new]) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try handle.write(contentsOf: data)
        try handle.synchronize()
        guard rename(new, file.path) == 0 else {
            throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: new])
        }
    }

    private static func random(_ count: Int, of alphabet: String) -> String {
        let characters = Array(alphabet)
        var generator = SystemRandomNumberGenerator()
        return String((0..<count).map { _ in characters[Int.random(in: characters.indices, using: &generator)] })
    }
}

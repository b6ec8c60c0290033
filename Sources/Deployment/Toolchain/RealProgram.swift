import Foundation
import Glibc

/// A program of the machine that has the name of one of ours.
struct RealProgram {
    let path: String

    /// The first of that name in `PATH` that is not in our own folder.
    init?(_ name: String, environment: [String: String], besides folder: String?) {
        let own = folder.map { URL(filePath: $0).resolvingSymlinksInPath().path }
        let places = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":").map(String.init)
        let found = places.first { place in
            guard URL(filePath: place).resolvingSymlinksInPath().path != own else { return false }
            return FileManager.default.isExecutableFile(atPath: "\(place)/\(name)")
        }
        guard let found else { return nil }
        path = "\(found)/\(name)"
    }

    /// Becomes the program. Answers an exit code only if that fails.
    func become(_ name: String, _ arguments: [String]) -> Int32 {
        var words: [UnsafeMutablePointer<CChar>?] = ([name] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        execv(path, &words)
        return 126
    }
}

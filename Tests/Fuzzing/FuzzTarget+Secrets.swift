import Credentials
import Foundation
import SystemPackage
import Zip

extension FuzzTarget {
    static let age = FuzzTarget("age", samples: Samples.ageFiles) { bytes in
        guard let identity = Samples.identity else { preconditionFailure("the identity cannot be read") }
        _ = try? Age.decrypt(bytes, with: [.key(identity)])
    }

    /// git's request and what it would do to a vault.
    static let gitHelper = FuzzTarget("git-helper", samples: [Samples.gitRequest]) { bytes in
        var vault = Vault()
        for operation in GitHelper.Operation.allCases {
            _ = try? GitHelper.perform(operation, bytes, on: &vault, now: .distantPast)
        }
    }

    /// Unpacks within small limits; nothing may come to lie outside of the folder.
    static let archive = FuzzTarget("archive", samples: [Samples.archive]) { bytes in
        withFile(of: bytes, named: "a.zip") { file in
            let limits = ZipArchive.Limits(size: 1 << 20, entries: 100)
            let folder = file.deletingLastPathComponent()
            try? ZipArchive(FilePath(file.path), limits: limits).unpack(into: FilePath(folder.path).appending("in"))
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
            precondition(Set(names).isSubset(of: ["a.zip", "in"]), "written outside: \(names)")
        }
    }
}

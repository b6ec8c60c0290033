import Credentials
import Foundation
import SecretScan
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

    /// The files in which other programs keep credentials.
    static let importedFile = FuzzTarget("imported-file", samples: Samples.importedFiles) { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        for read in [ImportedFile.gitCredentials, ImportedFile.awsCredentials, ImportedFile.netrc] {
            _ = read(text, .distantPast)
        }
    }

    /// A patch that is to be pushed; where it is cut into pieces makes no difference.
    static let patch = FuzzTarget("patch", samples: [Samples.patch]) { bytes in
        func findings(_ pieces: [ArraySlice<UInt8>]) -> [PatchFinding] {
            var scanner = PatchScanner()
            return pieces.flatMap { scanner.findings(in: Array($0)) } + scanner.finish()
        }
        let middle = bytes.count / 2
        let whole = findings([bytes[...]])
        precondition(whole == findings([bytes[..<middle], bytes[middle...]]), "a finding depends on the pieces")
        let ignores = Ignores(String(decoding: bytes, as: UTF8.self))
        _ = whole.filter(ignores.covers)
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

import Credentials
import Foundation
import SecretScan
import SystemPackage
import Zip

extension FuzzTarget {
    /// git's request, and what it would do to a vault: nothing with entries that are not git's.
    static let gitHelper = FuzzTarget("git-helper", samples: Samples.gitRequests) { bytes in
        let others = Samples.vault.credentials.filter { $0.kind != .git }
        for operation in GitHelper.Operation.allCases {
            var vault = Samples.vault
            let answer = (try? GitHelper.perform(operation, bytes, on: &vault, now: Samples.now)) ?? []
            let lines = String(decoding: answer, as: UTF8.self).split(separator: "\n")
            for other in others {
                precondition(!lines.contains { $0 == "password=\(other.secret.reveal())" }, "none of git's business")
            }
            precondition(others.allSatisfy(vault.credentials.contains), "an entry of another kind was changed")
        }
    }

    /// What ssh asks.
    static let sshQuestion = FuzzTarget("ssh-question", samples: Samples.sshQuestions) { bytes in
        let question = String(decoding: bytes, as: UTF8.self)
        guard let key = SSHQuestion(question).key else { return }
        precondition(!key.isEmpty && question.contains(key), "a key that was not asked for")
        let home = URL(filePath: "/home/u", directoryHint: .isDirectory)
        precondition(SSHQuestion.isMeant("/\(key)", by: "/\(key)", home: home))
        _ = SSHQuestion.isMeant(key, by: key, home: home)
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

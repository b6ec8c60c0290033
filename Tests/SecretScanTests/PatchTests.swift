import Foundation
import ScanSpecimens
import Testing

@testable import SecretScan

struct PatchTests {
    private static let commit = String(repeating: "0123abcd", count: 5)
    private static let token = Specimen.withGitHubChecksum("ghp_", "a1B2c3D4e5F6g7H8i9J0kLmNoPqRsT")

    @Test func saysCommitFileAndLine() throws {
        let patch = """
            commit \(Self.commit)
            diff --git a/config.yml b/config.yml
            index 1..2 100644
            --- a/config.yml
            +++ b/config.yml
            @@ -10,3 +10,4 @@ settings:
             kept
            -gone \(Self.token)
            +harmless
            +token: \(Self.token)
             kept

            """
        let finding = try #require(findings(in: patch).first)
        #expect(finding.commit == Self.commit)
        #expect(finding.path == "config.yml")
        #expect(finding.line == 12)
        #expect(finding.masked == "ghp_••••••••")
        #expect(findings(in: patch).count == 1)
    }

    @Test func looksIntoMessagesWhichCannotPassForAPatch() {
        let patch = """
            commit \(Self.commit)
             Settings
             \n \(Self.token)
             +++ b/other
             @@ -0,0 +1,99 @@
             +x

            diff --git a/a.txt b/a.txt
            --- /dev/null
            +++ b/a.txt
            @@ -0,0 +1 @@
            +\(Self.token)

            """
        let found = findings(in: patch)
        #expect(found.map { "\($0.path):\($0.line)" } == ["commit message:3", "a.txt:1"])
        for size in 1...7 { #expect(findings(in: patch, inPiecesOf: size) == found) }
    }

    /// Only the lines between are new.
    @Test func aKeyIsFoundWhoseFirstLineWasThereAlready() throws {
        var random = RandomText(seed: 8)
        let body = (0..<10).map { _ in "+" + random.base64(64) }.joined(separator: "\n")
        let patch = """
            commit \(Self.commit)
            diff --git a/k.pem b/k.pem
            --- a/k.pem
            +++ b/k.pem
            @@ -4,3 +4,12 @@ before
             -----BEGIN RSA PRIVATE KEY-----
            -REPLACE_ME
            \(body)
             -----END RSA PRIVATE KEY-----

            """
        let found = findings(in: patch)
        #expect(found.map { "\($0.path):\($0.line) \($0.kind.identifier)" } == ["k.pem:4 private-key"])
        for size in 1...7 { #expect(findings(in: patch, inPiecesOf: size) == found) }
    }

    @Test func whatWasThereAlreadyIsNoFinding() {
        let patch = """
            diff --git a/a.txt b/a.txt
            --- a/a.txt
            +++ b/a.txt
            @@ -1,3 +1,4 @@
             \(Self.token)
            +harmless
             \(Self.token)
            -gone
            +harmless

            """
        #expect(findings(in: patch).isEmpty)
    }

    @Test(arguments: [0, 1, 100_000]) func aLongLineOfAMessageIsReadToItsEnd(_ shift: Int) {
        let line = String(repeating: "a ", count: 131_072 + shift) + Self.token + " end"
        let found = findings(in: "commit \(Self.commit)\n \(line)\n second \(Self.token)\n")
        #expect(found.map { "\($0.path):\($0.line)" } == ["commit message:1", "commit message:2"])
    }

    @Test func looksIntoNamesThatAreNewAndAtWhoMadeACommit() {
        let patch = """
            commit \(Self.commit)
             Settings
             author \(Self.token)
            author \(Self.token) <ann@example.com>
            committer Ann <ann@example.com>

            diff --git a/notes/\(Self.token) b/notes/\(Self.token)
            new file mode 100644
            index 0000000..e69de29
            diff --git a/old b/new/\(Self.token).txt
            similarity index 100%
            rename from old
            rename to new/\(Self.token).txt
            diff --git "a/\(Self.token)\\303\\244" "b/\(Self.token)\\303\\244"
            new file mode 100644
            --- /dev/null
            +++ "b/\(Self.token)\\303\\244"
            @@ -0,0 +1 @@
            +\(Self.token)
            diff --git a/known/\(Self.token) b/known/\(Self.token)
            --- a/known/\(Self.token)
            +++ b/known/\(Self.token)
            @@ -1 +1 @@
            -one
            +two
            diff --git a/gone/\(Self.token) b/gone/\(Self.token)
            deleted file mode 100644

            """
        let found = findings(in: patch)
        #expect(
            found.map { "\($0.shownPath):\($0.line)" } == [
                "commit message:2", "author and committer:1", "notes/ghp_••••••••:0", "new/ghp_••••••••.txt:0",
                "ghp_••••••••ä:0", "ghp_••••••••ä:1",
            ])
        #expect(found.filter(\.isInContent).count == 1)
        for size in 1...7 { #expect(findings(in: patch, inPiecesOf: size) == found) }
    }

    @Test func looksAtAMessageThatIsYetToBeCommitted() {
        var scanner = PatchScanner()
        let message = PatchScanner.patch(ofMessage: "Settings\n\nwith \(Self.token)")
        let found = scanner.findings(in: message) + scanner.finish()
        #expect(found.map { "\($0.path):\($0.line)" } == ["commit message:3"])
    }

    @Test func looksAtWhoWillHaveMadeACommitAndAtABranch() {
        var scanner = PatchScanner()
        let patch =
            PatchScanner.patch(ofBranch: "fix/\(Self.token)")
            + PatchScanner.patch(ofMessage: "Settings", by: ["Ann <ann@example.com>", "\(Self.token) <a@example.com>"])
        let found = scanner.findings(in: patch) + scanner.finish()
        #expect(found.map { "\($0.path):\($0.line)" } == ["name of the branch:1", "author and committer:1"])
        #expect(found.filter(\.isInContent) == [])
    }

    @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian])
    func findsTextOfSixteenBits(encoding: String.Encoding) throws {
        let text = "[settings]\r\ntoken = \(Self.token)\r\nend\r\n"
        var patch = Array("--- /dev/null\n+++ b/a.ini\n@@ -0,0 +1,4 @@\n".utf8)
        let content = try Array(#require(text.data(using: encoding)))
        for line in content.split(separator: 0x0A, omittingEmptySubsequences: false) {
            patch += [UInt8(ascii: "+")] + line + [0x0A]
        }
        var scanner = PatchScanner(known: KnownSecrets([Array("settings".utf8)]))
        let found = scanner.findings(in: patch) + scanner.finish()
        #expect(
            found.map { "\($0.path):\($0.line) \($0.kind.identifier)" } == [
                "a.ini:1 stored-secret", "a.ini:2 github-personal-access-token",
            ])
        #expect(found.last?.masked == "ghp_••••••••")
    }

    @Test func stringsOfAProgramStayApart() {
        let patch = "--- /dev/null\n+++ b/tool\n@@ -0,0 +1 @@\n+\u{1}\0abc\0\(Self.token)\0def\0\n"
        #expect(findings(in: patch).map(\.kind.identifier) == ["github-personal-access-token"])
    }

    @Test func isReadTheSameHoweverItArrives() {
        let patch = Self.twoFiles
        let whole = findings(in: patch)
        #expect(whole.map { "\($0.path):\($0.line)" } == ["a.txt:1", "b c.txt:7"])
        for size in 1...7 { #expect(findings(in: patch, inPiecesOf: size) == whole) }
    }

    private static let twoFiles = """
        diff --git a/a.txt b/a.txt
        new file mode 100644
        --- /dev/null
        +++ b/a.txt
        @@ -0,0 +1 @@
        +\(token)
        \\ No newline at end of file
        diff --git a/b c.txt b/b c.txt
        --- a/b c.txt\t
        +++ b/b c.txt\t
        @@ -6 +6,2 @@
         kept

        """ + "+\(token)\r\n"

    @Test func contentThatLooksLikeAPatchIsContent() {
        let patch = """
            +++ b/real.txt
            @@ -1,2 +1,4 @@
            +++ b/fake.txt
            +commit \(Self.commit)
            --- a/fake.txt
            +\(Self.token)
             kept

            """
        #expect(findings(in: patch).map { "\($0.commit ?? "-") \($0.path):\($0.line)" } == ["- real.txt:3"])
    }

    @Test func aCommitMessageIsNoPatch() {
        #expect(findings(in: "commit \(Self.commit)\n\n    @@ -0,0 +1 @@\n    +\(Self.token)\n") == [])
    }

    @Test func ofAMergeCountsWhatItAddsToAllParents() {
        let patch = """
            commit \(Self.commit)
            diff --cc a.txt
            index 1,2..3
            --- a/a.txt
            +++ b/a.txt
            @@@ -1,2 -1,2 +1,4 @@@
              both
            + \(Self.token)
             -gone
            ++\(Self.token)
            + last

            """
        #expect(findings(in: patch).map(\.line) == [3])
    }

    @Test(arguments: [
        (#"+++ "b/\303\244\t\"x\\y""#, "ä\t\"x\\y"), ("+++ b/plain", "plain"), ("+++ i/mnemonic", "mnemonic"),
        ("+++ b/a b\t", "a b"), (#"+++ "b/unended\"#, "unended\\"),
    ])
    func readsNamesAsGitWritesThem(header: String, path: String) {
        #expect(findings(in: "\(header)\n@@ -0,0 +1 @@\n+\(Self.token)\n").map(\.path) == [path])
    }

    @Test func aKeyOnSeveralLinesIsOneFinding() {
        var random = RandomText(seed: 8)
        let body = (0..<6).map { _ in "+" + random.base64(64) }.joined(separator: "\n")
        let patch = """
            +++ b/key.pem
            @@ -1 +1,9 @@
             kept
            +-----BEGIN RSA \("PRIVATE") KEY-----
            \(body)
            +-----END RSA \("PRIVATE") KEY-----

            """
        #expect(findings(in: patch).map { "\($0.kind.identifier) \($0.line)" } == ["private-key 2"])
    }

    @Test(arguments: [1, 20, 45, 16_300])
    func aHugeLineIsScannedInPartsThatLoseNothing(before end: Int) {
        let lead = String(repeating: "ab ", count: (AddedText.limit - end) / 3)
        let tail = String(repeating: " cd", count: AddedText.overlap / 2)
        let patch = "+++ b/min.js\n@@ -0,0 +1,2 @@\n+first\n+\(lead)\(Self.token)\(tail)\n"
        #expect(findings(in: patch, inPiecesOf: 100_003).map(\.line) == [2])
    }

    @Test func manyLinesAreScannedInPartsThatKeepTheirNumbers() {
        let lines = (1...20_000).map { $0 % 7_919 == 0 ? "+\(Self.token)\n" : "+a line of no interest, \($0)\n" }
        let patch = "+++ b/a.txt\n@@ -0,0 +1,20000 @@\n" + lines.joined()
        let expected = stride(from: 7_919, through: 20_000, by: 7_919).map { $0 }
        #expect(findings(in: patch, inPiecesOf: 65_536).map(\.line) == expected)
    }

    @Test func whatIsInTheStoreIsCalledThat() {
        let known = KnownSecrets([Array(Self.token.utf8)])
        var scanner = PatchScanner(known: known)
        let patch = "+++ b/a\n@@ -0,0 +1 @@\n+\(Self.token)\n"
        let found = scanner.findings(in: Array(patch.utf8)) + scanner.finish()
        #expect(found.map(\.kind) == [KnownSecrets.kind])
    }

    private func findings(in patch: String, inPiecesOf size: Int = .max) -> [PatchFinding] {
        var scanner = PatchScanner()
        var rest = Array(patch.utf8)[...]
        var found: [PatchFinding] = []
        while !rest.isEmpty {
            found += scanner.findings(in: Array(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
        return found + scanner.finish()
    }
}

import CustomDump
import Foundation
import Testing

@testable import SecretScan

/// The credentials' agent answers findings to processes of other builds.
struct SpellingTests {
    /// Whoever has to change this raises the version of the agent's protocol (`AgentProtocol.version`, 3 by now).
    @Test func aFindingIsSpelledAsTheAgentsProtocolHasIt() throws {
        let kind = SecretKind("id", "name")
        let finding = PatchFinding(
            commit: "c", path: "p", shownPath: "s", line: 1, columns: 2..<3, kind: kind, masked: "m",
            fingerprint: Fingerprint(kind: kind, digest: SecretDigest(of: [1]), path: "p"))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        expectNoDifference(
            String(decoding: try encoder.encode(finding), as: UTF8.self),
            #"{"columns":[2,3],"commit":"c","fingerprint":"\#(finding.fingerprint)","#
                + #""kind":{"identifier":"id","name":"name"},"line":1,"masked":"m","path":"p","shownPath":"s"}"#)
    }
}

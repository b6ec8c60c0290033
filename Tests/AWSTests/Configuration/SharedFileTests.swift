import Foundation
import TestSupport
import Testing

@testable import AWS

@Suite(.timeLimit(.minutes(10))) struct SharedFileTests {
    private static let script = """
        import sys, json, botocore.configloader
        try:
            print(json.dumps(botocore.configloader.raw_config_parse(sys.argv[1]), sort_keys=True), end='')
        except botocore.exceptions.ConfigParseError:
            print('refused', end='')
        """

    @Test(
        .enabled(if: Botocore.isInstalled, "no python3 with botocore"),
        arguments: [
            "", "\n\n", "# only a comment\n", "[a]\n", "[a]\nk = v\n", "[a]\nk=v\n[b]\nk:v\n", "[a]\nK = V\n",
            "[a]\nk = v ; not a comment\n", "[a]\nk = v\n  more\n  and more\n", "[a]\nk = v\n\n  after a blank line\n",
            "[a]\ns3 =\n  style = path\n  other = x=y\n", "[a]\ns3 =\n  no mark\n", "[a]\nk =\n",
            "[a]\nk = v\n[a]\nl = w\n",
            "[a]\nk = v\nk = w\n", "k = v\n", "[a]\nnonsense\n", "[a]\n= v\n", "[a] trailing\nk = v\n",
            "  [a]\n  k = v\n",
            "[a]\n# comment\n  # indented comment\nk = v\n", "[a]\nk = v\n  # inside\n  w\n",
            "[DEFAULT]\nd = 1\n[a]\nk = v\n",
            "[a]b]\nk = v\n", "[]\n", "[a]\nk\t=\tv\t\n", "[a]\nk = v\n\tw\n", "[a]\r\nk = v\r\n",
            "[profile x y]\nk = v\n",
            "[a]\nk = v = w : x\n",
        ])
    func filesAreReadAsBotocoreReadsThem(_ text: String) async throws {
        try await withScratchDirectory { folder in
            let file = folder.appending(path: "config")
            try Data(text.utf8).write(to: file)
            let theirs = try Botocore.run(Self.script, [:], [file.path])
            let ours = try Self.ours(text)
            #expect(ours == theirs, "\(text)")
        }
    }

    private static func ours(_ text: String) throws -> String {
        guard let file = try? SharedFile(text, path: "config") else { return "refused" }
        let plain = file.sections.mapValues { $0.mapValues { $0.table.map { $0 as Any } ?? $0.text ?? "" } }
        return try sorted(plain)
    }

    /// As Python's `json.dumps` writes it.
    private static func sorted(_ value: Any) throws -> String {
        switch value {
        case let table as [String: Any]:
            "{"
                + (try table.sorted { $0.key < $1.key }.map { "\(quoted($0.key)): \(try sorted($0.value))" })
                .joined(separator: ", ") + "}"
        case let text as String: quoted(text)
        default: "?"
        }
    }

    private static func quoted(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
            .replacing("\t", with: "\\t")
        return "\"\(escaped)\""
    }

    @Test func aMistakeIsNamedByFileAndLineAndNeverQuoted() {
        #expect(
            throws: AWSConfigurationError.unreadable(
                path: "/h/.aws/credentials", line: 3, reason: "this is neither a [section] nor KEY = VALUE")
        ) { try SharedFile("[a]\nk = v\nsecret-thing\n", path: "/h/.aws/credentials") }
    }
}

import Foundation

@testable import Credentials

/// Plugins of age in a folder of their own, which a test makes as it needs them.
struct TestPlugins {
    let folder: URL
    var plugins = AgePlugins()

    init(_ directory: URL) throws {
        folder = directory.appending(path: "plugins")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        plugins.path = folder.path
    }

    /// Makes a plugin, and answers a recipient of it.
    @discardableResult
    func add(_ name: String, _ program: String) throws -> AgeRecipient {
        let file = folder.appending(path: "age-plugin-\(name)")
        try Data(program.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        return try Self.recipient(of: name)
    }

    static func recipient(of name: String) throws -> AgeRecipient {
        try AgeRecipient(Bech32.encode([1, 2, 3], prefix: "age1\(name)"))
    }

    /// As an identity file has it.
    static func identity(of name: String) -> String {
        Bech32.encode([1, 2, 3], prefix: "age-plugin-\(name)-").uppercased()
    }

    static let hasPython = FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")

    /// A shell script that reads what is wanted and then says this, each stanza with its body on one line.
    static func saying(_ stanzas: String) -> String {
        """
        #!/bin/sh
        while read -r line && [ "$line" != "-> done" ]; do :; done
        read -r line
        cat <<'END'
        \(stanzas)
        END
        while read -r line; do :; done
        """
    }

    /// Keeps to both halves of the protocol. What it does to a key hides nothing.
    static let working = """
        #!/usr/bin/python3
        import base64, sys
        def encoded(data): return base64.b64encode(data).decode().rstrip("=")
        def decoded(text): return base64.b64decode(text + "=" * (-len(text) % 4))
        def read():
            words, text = sys.stdin.readline().split(), ""
            while True:
                line = sys.stdin.readline().rstrip("\\n")
                text += line
                if len(line) < 64: return words[1], words[2:], decoded(text)
        def say(*words, body=b""):
            text = encoded(body)
            print("->", *words)
            for start in range(0, len(text) + 1, 64): print(text[start:start + 64])
            sys.stdout.flush()
        def hidden(key): return bytes(byte ^ 0x5A for byte in key)
        def commands():
            while (command := read())[0] != "done": yield command
        wanted = list(commands())
        if sys.argv[1] == "--age-plugin=recipient-v1":
            (key,) = [body for kind, words, body in wanted if kind == "wrap-file-key"]
            (owner,) = [words for kind, words, body in wanted if kind == "add-recipient"]
            say("msg", body=b"touch\\x1b[31m\\nit\\xe2\\x80\\xae now")
            told = read()[0]
            say("request-secret", body=b"PIN?")
            assert read()[0] == "fail"
            say("grease", "1", body=b"x" * 48)
            assert read()[0] == "unsupported"
            say("recipient-stanza", "0", "hidden", owner[0], told, body=hidden(key) + b"." * 64)
            assert read()[0] == "ok"
        elif sys.argv[1] == "--age-plugin=identity-v1":
            for kind, words, body in wanted:
                if kind == "recipient-stanza" and words[1] == "hidden":
                    say("file-key", words[0], body=hidden(body[:16]))
                    assert read()[0] == "ok"
        else: sys.exit(1)
        say("done")
        """
}

import Foundation
import TestSupport
import Testing

@Suite("The doctor looks for what lies around", .timeLimit(.minutes(10)))
struct CredentialDoctorTests {
    private static let token = "tok-0a1b2c3d4e5f"

    @Test("The doctor finds what lies around, tells no secret, and mends what it is let")
    func doctor() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            let url = "https://ann:\(Self.token)@example.com/shop.git"
            try await place.git("remote", "set-url", "origin", url)
            try await place.git("config", "http.https://example.com/.extraHeader", "Authorization: Basic \(Self.token)")
            try await place.git(
                "config", "http.https://git.example/.extraHeader", "Authorization: Bearer \(Self.token)")
            try await place.git("config", "http.extraHeader", "Authorization: Bearer \(Self.token)")
            let basic = Data("bob:header-\(Self.token)".utf8).base64EncodedString()
            try await place.git("config", "http.https://other.example/.extraHeader", "AUTHORIZATION: basic \(basic)")
            let name = "https://eve:name-\(Self.token)@third.example/"
            try place.put(
                "user/.gitconfig",
                "[credential]\n\thelper = cache\n\thelper = store\n[url \"\(name)\"]\n\tinsteadOf = third:\n"
                    + "\tpushInsteadOf = 3:\n")
            try place.put("user/.netrc", "machine host login ann password pw-of-ann\n")
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o644], ofItemAtPath: place.userHome.appending(path: ".netrc").path)
            try await place.add("old", secret: "old-secret", "--expires", "2020-01-31")

            let look = try await place.sluice("credentials", "doctor", with: place.atHome)
            #expect(look.exitCode == 1 && !look.words.contains(Self.token), "\(look.words)")
            for words in [
                "a token stands in remote.origin.url", "other.example/.extraheader\n",
                "a token stands in the name of url.https://eve@third.example/.insteadof\n",
                "helper = store writes passwords",
                ".netrc: others than you may read it (mode 644)", ".netrc: 1 credential in plain text",
                "http.https://git.example/.extraheader; `credentials add https://git.example --user NAME` keeps it, then",
                "http.extraheader; git sends it to every host: `credentials add https://HOST` keeps it for its own, then",
                "old has expired",
            ] { #expect(look.output.contains(words), "\(words): \(look.output)") }

            let mend = try await place.sluice("credentials", "doctor", "--yes", with: place.atHome)
            #expect(mend.exitCode == 1 && !mend.words.contains(Self.token), "\(mend.words)")
            #expect(try await place.git("remote", "get-url", "origin").output == "https://ann@example.com/shop.git\n")
            #expect(place.lines("user/.gitconfig").contains("\thelper = cache"))
            #expect(!place.lines("user/.gitconfig").contains("\thelper = store"))
            #expect(place.lines("user/.gitconfig").contains("[url \"https://eve@third.example/\"]"))
            for (host, password) in [("other", "bob\npassword=header"), ("third", "eve\npassword=name")] {
                let fill = try await place.fill("protocol=https\nhost=\(host).example\n")
                #expect(fill.output.contains("username=\(password)-\(Self.token)\n"), "\(fill.words)")
            }
            let fill = try await place.fill("protocol=https\nhost=example.com\n")
            #expect(fill.output.contains("password=\(Self.token)"), "\(fill.words)")

            for section in ["https://example.com/.", "https://git.example/.", ""] {
                try await place.git("config", "--unset", "http.\(section)extraHeader")
            }
            let well = try await place.sluice("credentials", "doctor", with: place.atHome)
            #expect(well.exitCode == 0 && well.output == "nothing lies around\n", "\(well.words)")
        }
    }

    @Test("Files that others may read are found, also one's own and keys of SSH, and closed")
    func openFiles() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.add("db", secret: Self.token)
            try place.put("user/.ssh/id_ed25519", "key\n")
            try place.put("user/.ssh/id_ed25519.pub", "public\n")
            let key = place.userHome.appending(path: ".ssh/id_ed25519")
            let files = [key, place.vault, place.identity, place.folder.appending(path: "passphrase")]
            for file in files + [key.appendingPathExtension("pub")] {
                try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file.path)
            }
            let look = try await place.sluice("credentials", "doctor", with: place.machine)
            for file in files {
                #expect(look.output.contains("\(file.path): others than you may read it (mode 640)"), "\(look.words)")
            }
            #expect(look.exitCode == 1 && !look.output.contains(".pub"), "\(look.words)")
            #expect(try await place.sluice("credentials", "doctor", "--yes", with: place.machine).exitCode == 0)
            for file in files {
                let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
                #expect(mode == 0o600, "\(file.path)")
            }
        }
    }

    @Test("Of a file that stays all lines that were passed over are named, and it is not said to be done")
    func passedOver() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try place.put("user/.git-credentials", "https://ann:\(Self.token)@h\nnonsense\nhttps://more.of/it\n")
            let mend = try await place.sluice("credentials", "doctor", "--yes", with: place.atHome)
            #expect(mend.exitCode == 1 && !mend.output.contains("done"), "\(mend.words)")
            for words in [".git-credentials:2: passed over", ".git-credentials:3: passed over", "then take them out"] {
                #expect(mend.words.contains(words), "\(mend.words)")
            }
        }
    }

    @Test("A link counts as what it leads to, and what can't be read keeps nobody from the rest")
    func linksAndFolders() async throws {
        try await Workplace.withCredentials { place in
            try place.put("elsewhere/aws", "[shop]\naws_access_key_id = AKID\naws_secret_access_key = sec-ret\n")
            let files = FileManager.default
            let (home, target) = (place.userHome, place.folder.appending(path: "elsewhere/aws"))
            try files.createDirectory(at: home.appending(path: ".netrc"), withIntermediateDirectories: true)
            try files.setAttributes([.posixPermissions: 0o700], ofItemAtPath: home.appending(path: ".netrc").path)
            try files.createDirectory(at: home.appending(path: ".aws"), withIntermediateDirectories: true)
            try files.createSymbolicLink(at: home.appending(path: ".aws/credentials"), withDestinationURL: target)
            let look = try await place.sluice("credentials", "doctor", with: place.atHome)
            #expect(look.exitCode == 1 && !look.output.contains("mode"), "\(look.words)")
            #expect(look.output.contains(".netrc can't be read"), "\(look.words)")
            #expect(look.output.contains("1 credential in plain text"), "\(look.words)")
            try files.setAttributes([.posixPermissions: 0o640], ofItemAtPath: target.path)
            let open = try await place.sluice("credentials", "doctor", with: place.atHome)
            #expect(open.output.contains("elsewhere/aws: others than you may read it (mode 640)"), "\(open.words)")
        }
    }
}

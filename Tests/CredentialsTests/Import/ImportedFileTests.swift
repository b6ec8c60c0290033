import Foundation
import Testing

@testable import Credentials

struct ImportedFileTests {
    private let now = Date(timeIntervalSince1970: 1_800_000_000)

    @Test func whatGitStoredIsRead() {
        let text = """
            https://me:p%40ss%3A%2Fword@github.com

            http://a:b:c@example.com:8080/path/of%20repo.git
            https://example.com
            nonsense
            https://me:%ZZ@example.com
            """
        let file = ImportedFile.gitCredentials(text, now: now)
        #expect(
            file.credentials == [
                git("https://github.com", "me", "p@ss:/word"),
                git("http://example.com:8080/path/of repo.git", "a", "b:c"),
            ])
        #expect(file.problems.map(\.line) == [4, 5, 6])
    }

    @Test func profilesWithAKeyAreRead() {
        let text = """
            # a comment
            [default]
            aws_access_key_id = AKIDEXAMPLE
            aws_secret_access_key = wJalr/XUtn=FEMI
            region = eu-west-1
            [half]
            aws_access_key_id = AKIDHALF
            [temporary]
            aws_access_key_id = ASIA
            aws_secret_access_key = s
            aws_session_token = t
            [elsewhere]
            credential_process = /bin/true
            nonsense
            """
        let file = ImportedFile.awsCredentials(text, now: now)
        #expect(
            file.credentials == [
                Credential(
                    kind: .aws, pattern: "default", username: "AKIDEXAMPLE", secret: Secret("wJalr/XUtn=FEMI"),
                    created: now)
            ])
        #expect(file.problems.map(\.line).sorted() == [2, 6, 8, 12, 14])
    }

    @Test func aCredentialThatIsCommentedOutIsReported() {
        let aws = "# mine\n[a]\naws_access_key_id = A\naws_secret_access_key = B\n;[old]\n#aws_secret_access_key = C\n"
        let files = [
            ImportedFile.awsCredentials(aws, now: now),
            ImportedFile.gitCredentials("# mine\nhttps://me:p@host\n\n\n\n# https://me:old@host\n", now: now),
            ImportedFile.netrc(
                "# mine\nmachine a login b password c # of old\n\n\n\n#machine d login e password f\n", now: now),
        ]
        #expect(files.map(\.credentials.count) == [1, 1, 1])
        #expect(files.map { $0.problems.map(\.line) } == [[6], [6], [6]])
    }

    @Test func aKeyBeforeAnyProfileIsReported() {
        let file = ImportedFile.awsCredentials("aws_access_key_id = AKID\n[open\n", now: now)
        #expect(file.problems.map(\.line) == [1, 2])
    }

    @Test func machinesAreReadOverOneLineOrSeveral() {
        let text = """
            machine github.com login me password p#1 # a comment
            machine example.com
              login you
              account a
              password p2
            macdef init
              machine not.this login x password y

            machine bare.example.com login nobody
            default login d password e
            password
            """
        let file = ImportedFile.netrc(text, now: now)
        #expect(file.credentials == [git("https://github.com", "me", "p#1"), git("https://example.com", "you", "p2")])
        #expect(Set(file.problems.map(\.line)) == [4, 6, 9, 10, 11])
    }

    @Test func aValueMayStandInQuotes() {
        let text = #"""
            machine a login "me too" password "p \"1\" \\ # x"
            machine b login "" password p2 machine c login me password "open
            machine d login me password p3
            """#
        let file = ImportedFile.netrc(text, now: now)
        #expect(
            file.credentials == [
                git("https://a", "me too", #"p "1" \ # x"#), git("https://b", "", "p2"), git("https://d", "me", "p3"),
            ])
        #expect(file.problems.map(\.line) == [2, 2])
        #expect(!file.problems.contains { $0.reason.contains("open") })
    }

    @Test func ofSeveralSecretsForTheSameTheFirstCountsAndTheOthersAreReported() {
        let stored = ImportedFile.gitCredentials(
            "https://me:one@h\nhttps://you:two@h\nhttps://me:one@h\nhttps://me:three@h\n", now: now)
        #expect(stored.credentials == [git("https://h", "me", "one"), git("https://h", "you", "two")])
        #expect(stored.problems.map(\.line) == [4])
        let netrc = ImportedFile.netrc(
            "machine h login me password one\n\nmachine h\n login me\n password two\n", now: now)
        #expect(netrc.credentials == [git("https://h", "me", "one")])
        #expect(netrc.problems.map(\.line) == [3])
        let keys = "[p]\naws_access_key_id = A\naws_secret_access_key = "
        let aws = ImportedFile.awsCredentials(keys + "one\n" + keys + "two\n", now: now)
        #expect(aws.credentials.count == 1 && aws.problems.map(\.line) == [4])
    }

    @Test func bytesThatAreNoTextAreReported() {
        let text = String(decoding: Array("https://me:a".utf8) + [0xFF] + Array("b@h\n".utf8), as: UTF8.self)
        let file = ImportedFile.gitCredentials(text, now: now)
        #expect(file.credentials == [] && file.problems.map(\.line) == [1])
    }

    @Test func problemsQuoteNothing() {
        let text = "hunter2\nhttps://hunter2\n[hunter2\n"
        let files = [
            ImportedFile.gitCredentials(text, now: now), .awsCredentials(text, now: now), .netrc(text, now: now),
        ]
        for file in files {
            #expect(!file.problems.isEmpty)
            #expect(!file.problems.contains { $0.reason.contains("hunter2") })
        }
    }

    private func git(_ pattern: String, _ username: String, _ password: String) -> Credential {
        Credential(kind: .git, pattern: pattern, username: username, secret: Secret(password), created: now)
    }
}

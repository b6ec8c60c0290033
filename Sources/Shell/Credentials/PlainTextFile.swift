import ArgumentParser
import Credentials
import Foundation

/// A file in which other programs keep credentials in plain text.
struct PlainTextFile {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case git, aws, netrc
    }

    let format: Format
    let url: URL

    /// Where the programs look for them.
    static func usual(_ environment: [String: String]) -> [PlainTextFile] {
        let home = URL(filePath: environment["HOME"] ?? NSHomeDirectory(), directoryHint: .isDirectory)
        let configuration =
            environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? URL(filePath: $0) : nil }
            ?? home.appending(path: ".config")
        let aws =
            environment["AWS_SHARED_CREDENTIALS_FILE"].map { URL(filePath: $0) }
            ?? home.appending(path: ".aws/credentials")
        return [
            PlainTextFile(format: .git, url: home.appending(path: ".git-credentials")),
            PlainTextFile(format: .git, url: configuration.appending(path: "git/credentials")),
            PlainTextFile(format: .aws, url: aws), PlainTextFile(format: .netrc, url: home.appending(path: ".netrc")),
        ]
    }

    var isThere: Bool { FileManager.default.fileExists(atPath: url.path) }

    /// Bytes that are no text count as a line that can't be read.
    ///
    /// - Throws: `CommandFailure` if it can't be read.
    func read(now: Date) throws -> ImportedFile {
        guard let data = FileManager.default.contents(atPath: url.path) else {
            throw CommandFailure.failed(
                "\(Untrusted.line(url.path)) can't be read: it is no file, or not for you to read.")
        }
        let text = String(decoding: data, as: UTF8.self)
        return switch format {
        case .git: ImportedFile.gitCredentials(text, now: now)
        case .aws: ImportedFile.awsCredentials(text, now: now)
        case .netrc: ImportedFile.netrc(text, now: now)
        }
    }
}

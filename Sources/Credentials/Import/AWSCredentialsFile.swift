public import Foundation

extension ImportedFile {
    /// Reads `~/.aws/credentials`: a section per profile, with `aws_access_key_id` and `aws_secret_access_key`.
    ///
    /// The profile becomes the pattern and the key's id the user name. Profiles with a session token are passed over, and
    /// said to be: they end within hours. Said, too, is what a profile has besides a key.
    public static func awsCredentials(_ text: String, now: Date) -> ImportedFile {
        var file = ImportedFile()
        var profile: AWSProfile?
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let isNested = line.first?.isWhitespace ?? false
            let line = line.trimmingCharacters(in: .whitespaces)
            if line.hasPrefix("#") || line.hasPrefix(";") { file.reportComment(line, line: index + 1) }
            if line.isEmpty || line.hasPrefix("#") || line.hasPrefix(";") || isNested { continue }
            if let name = AWSProfile.name(in: line) {
                profile?.finish(in: &file, now)
                profile = AWSProfile(name: name, line: index + 1)
            } else if !line.hasPrefix("["), profile?.set(line) == true {
                continue
            } else {
                file.report("neither '[profile]' nor 'key = value' within a profile", line: index + 1)
            }
        }
        profile?.finish(in: &file, now)
        return file
    }
}

/// A section of `~/.aws/credentials`, as far as it has been read.
private struct AWSProfile {
    let name: String
    let line: Int
    private var values: [String: String] = [:]

    init(name: String, line: Int) {
        self.name = name
        self.line = line
    }

    static func name(in line: String) -> String? {
        guard line.hasPrefix("["), line.hasSuffix("]") else { return nil }
        let name = line.dropFirst().dropLast().trimmingCharacters(in: .whitespaces)
        return name.isEmpty ? nil : name
    }

    mutating func set(_ line: String) -> Bool {
        let parts = line.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
        guard parts.count == 2 else { return false }
        values[parts[0].lowercased()] = parts[1]
        return true
    }

    func finish(in file: inout ImportedFile, _ now: Date) {
        let (id, secret) = (values["aws_access_key_id"], values["aws_secret_access_key"])
        if values.isEmpty { return }
        guard id != nil || secret != nil else {
            return file.report("the profile has no key: it takes its credentials from elsewhere", line: line)
        }
        guard let id, let secret else { return file.report("the profile has only half of a key", line: line) }
        guard values["aws_session_token"] == nil else {
            return file.report("the profile's key is temporary", line: line)
        }
        file.add(
            Credential(kind: .aws, pattern: name, username: id, secret: Secret(secret), created: now), line: line)
        if values.count > 2 { file.report("the profile has settings besides its key", line: line) }
    }
}

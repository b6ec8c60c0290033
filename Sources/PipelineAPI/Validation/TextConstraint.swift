/// What the service model says of a text: its length and its characters.
struct TextConstraint: Sendable {
    /// In UTF-16 units, as AWS counts.
    var length: ClosedRange<Int>
    var pattern: TextPattern?

    /// What of it the text breaks, in the words of AWS's validation.
    func broken(by text: String) -> [String] {
        var broken: [String] = []
        let count = text.utf16.count
        if count > length.upperBound {
            broken.append("Member must have length less than or equal to \(length.upperBound)")
        }
        if count < length.lowerBound {
            broken.append("Member must have length greater than or equal to \(length.lowerBound)")
        }
        if let pattern, !pattern.matches(text) {
            broken.append("Member must satisfy regular expression pattern: \(pattern.text)")
        }
        return broken
    }
}

extension TextConstraint {
    static let name = TextConstraint(
        length: 1...100, pattern: .characters("[A-Za-z0-9.@\\-_]+", besidesAlphanumerics: ".@-_"))
    static let artifactName = TextConstraint(
        length: 1...100, pattern: .characters("[a-zA-Z0-9_\\-]+", besidesAlphanumerics: "_-"))
    static let namespace = TextConstraint(
        length: 1...100, pattern: .characters("[A-Za-z0-9@\\-_]+", besidesAlphanumerics: "@-_"))
    static let provider = TextConstraint(
        length: 1...35, pattern: .characters("[0-9A-Za-z_-]+", besidesAlphanumerics: "_-"))
    static let version = TextConstraint(
        length: 1...9, pattern: .characters("[0-9A-Za-z_-]+", besidesAlphanumerics: "_-"))
    static let roleArn = TextConstraint(length: 0...1024, pattern: .roleArn)
    static let bucket = TextConstraint(
        length: 3...63, pattern: .characters("[a-zA-Z0-9\\-\\.]+", besidesAlphanumerics: "-."))
    static let region = TextConstraint(length: 4...30)
    static let encryptionKey = TextConstraint(length: 1...400)
    static let variableName = TextConstraint(
        length: 1...128, pattern: .characters("[A-Za-z0-9@\\-_]+", besidesAlphanumerics: "@-_"))
    static let variableValue = TextConstraint(length: 1...1000, pattern: .line)
    static let variableDescription = TextConstraint(length: 0...200, pattern: .line)
    static let environmentVariableName = TextConstraint(
        length: 1...128, pattern: .characters("[A-Za-z0-9_]+", besidesAlphanumerics: "_"))
    static let environmentVariableValue = TextConstraint(length: 1...2000, pattern: .line)
    static let command = TextConstraint(length: 1...1000)
    static let configurationKey = TextConstraint(length: 1...50)
    static let configurationValue = TextConstraint(length: 1...1000)
    static let ruleConfigurationValue = TextConstraint(length: 1...10000)
    static let gitPattern = TextConstraint(length: 1...255, pattern: .line)
    static let gitTagPattern = TextConstraint(length: 1...255)
    static let disabledReason = TextConstraint(
        length: 1...300,
        pattern: .characters("[a-zA-Z0-9!@ \\(\\)\\.\\*\\?\\-]+", besidesAlphanumerics: "!@ ().*?-"))
    static let stopReason = TextConstraint(length: 0...200)
    static let approvalSummary = TextConstraint(length: 0...512)
    static let clientRequestToken = TextConstraint(
        length: 1...128, pattern: .characters("[a-zA-Z0-9-]+", besidesAlphanumerics: "-"))
    static let uuid = TextConstraint(length: 0...Int.max, pattern: .uuid)
    static let nextToken = TextConstraint(length: 1...2048)
    static let revision = TextConstraint(length: 1...1500)
}

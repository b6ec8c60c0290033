import ArgumentParser

/// Where credentials may be taken over from.
enum ImportSource: Hashable, ExpressibleByArgument {
    case file(PlainTextFile.Format)
    case secretsManager

    private static let secretsManagerWord = "secretsmanager"

    init?(argument: String) {
        if argument == Self.secretsManagerWord {
            self = .secretsManager
        } else if let format = PlainTextFile.Format(rawValue: argument) {
            self = .file(format)
        } else {
            return nil
        }
    }

    static var allValueStrings: [String] { PlainTextFile.Format.allCases.map(\.rawValue) + [secretsManagerWord] }
}

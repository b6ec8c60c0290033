import Masking

/// Answers all secrets that are not to be shown, beside those that a build asked for, if they have become more since it was
/// last asked; `nil` if not. It is asked for each piece of text, and has to be quick where there is nothing new.
public typealias OtherSecrets = () -> [String]?

/// Hides secrets in whatever is kept of a build: those that it asked for, and those that others were given, if only while it
/// runs. Such a one is known here before anybody has it, so that no output with it can come sooner.
final class BuildMasking {
    private let own: [String]
    private let others: OtherSecrets
    private var masker: Masker

    init(own: some Sequence<String>, others: @escaping OtherSecrets = { nil }) {
        self.own = Array(own)
        self.others = others
        masker = Masker(secrets: own)
    }

    /// With all that is known at this moment.
    var current: Masker {
        if let secrets = others() { masker = Masker(secrets: own + secrets) }
        return masker
    }

    func masking(_ text: String) -> String { current.masking(text) }
}

import Foundation
import SecretScan

/// A secret of one kind as it stands in a file. None is written out here: each is put together when the tests run, so
/// that no scanner takes this repository for one that leaks.
package struct Specimen: CustomStringConvertible {
    package let kind: String
    package let text: String
    package var description: String { kind }

    package static let all = Specimen.made(seed: 4)

    /// A set of specimens, at least one of every kind.
    package static func made(seed: UInt64) -> [Specimen] {
        var random = RandomText(seed: seed)
        return hosts(&random) + clouds(&random) + registries(&random) + messaging(&random) + payments(&random)
            + services(&random) + keys(&random) + connections(&random)
    }

    init(_ kind: String, _ text: String) {
        self.kind = kind
        self.text = text
    }

    package static func withGitHubChecksum(_ prefix: String, _ random: String) -> String {
        prefix + random + String(decoding: base62(crc32(random.utf8), digits: 6), as: UTF8.self)
    }

    static func basic(_ login: String) -> String { Data(login.utf8).base64EncodedString() }

    static func base64URL(_ text: String) -> String {
        Data(text.utf8).base64EncodedString().replacing("=", with: "").replacing("+", with: "-")
            .replacing("/", with: "_")
    }
}

import Crypto
import Foundation
import TestSupport
import Testing

@testable import Credentials

/// The public vectors of the format: each opens to the right content, or is refused for the right reason.
@Suite(.enabled(if: !AgeVector.names.isEmpty, "no corpus: set SLUICE_CORPUS"))
struct AgeVectorTests {
    @Test(arguments: AgeVector.names) func endsAsTheVectorExpects(_ name: String) throws {
        let vector = try AgeVector(try #require(AgeVector.directory).appending(path: name))
        let (outcome, digest) = try outcome(of: vector)
        #expect(outcome == vector["expect"].first)
        if outcome == "success" { #expect(digest == vector["payload"].first) }
    }

    private func outcome(of vector: AgeVector) throws -> (String, digest: String?) {
        let identities = try vector.identities
        do throws(AgeError) {
            // Armor that begins with garbage can't be told from a file that is no age file, unless one knows.
            let file = vector["armored"] == ["yes"] ? try Armor.decode(vector.file) : vector.file
            let content = try Age.decrypt(file, with: identities)
            return ("success", SHA256.hash(data: content).map { String(format: "%02x", $0) }.joined())
        } catch {
            return (Self.name(of: error), nil)
        }
    }

    private static func name(of error: AgeError) -> String {
        switch error {
        case .unsupportedVersion, .header, .workFactor: "header failure"
        case .armor: "armor failure"
        case .noMatch: "no match"
        case .headerAuthentication: "HMAC failure"
        case .payload: "payload failure"
        case .tooLarge, .key, .noRecipients, .plugin, .pluginMissing: "\(error)"
        }
    }
}

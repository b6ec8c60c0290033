import Credentials
import Foundation
import Testing

@testable import Shell

struct CredentialListViewTests {
    @Test func aRowPerEntryAndNoSecret() {
        let entries = [
            Credential(
                kind: .git, pattern: "https://host\u{1B}[2J", username: "ann", secret: Secret("s3cret"),
                expires: noon - 1,
                created: noon, lastUsed: noon - 7200, note: "of the shop"),
            Credential(kind: .sshPassphrase, pattern: "id_ed25519", secret: Secret("s3cret"), created: noon),
        ]
        let lines = CredentialListView(style: .plain, now: noon).lines(entries.map { CredentialSummary($0) })
        expectSame(
            lines,
            [
                "KIND            FOR           USER  EXPIRES  USED     NOTE",
                "git             https://host  ann   expired  2 h ago  of the shop",
                "ssh-passphrase  id_ed25519    -     -        never",
            ])
    }
}

import ArgumentParser
import Credentials
import Foundation
import Testing

@testable import Shell

struct CredentialArgumentTests {
    private let all = [
        CredentialSummary(
            Credential(kind: .git, pattern: "https://host", username: "ann", secret: Secret("a"), created: noon)),
        CredentialSummary(
            Credential(kind: .git, pattern: "https://host", username: "bob", secret: Secret("b"), created: noon)),
        CredentialSummary(Credential(kind: .git, pattern: "https://host/path", secret: Secret("c"), created: noon)),
        CredentialSummary(Credential(kind: .secret, pattern: "db", secret: Secret("d"), created: noon)),
        CredentialSummary(Credential(kind: .aws, pattern: "db", secret: Secret("e"), created: noon)),
    ]

    @Test(arguments: [
        (["https://host", "--user", "bob"], 1), (["path"], 2), (["db", "--kind", "aws"], 4), (["https://host/path"], 2),
    ])
    func oneEntryIsMeant(words: [String], index: Int) throws {
        #expect(try EntryArgument.parse(words).find(in: all) == all[index])
    }

    @Test(arguments: [["https://host"], ["db"], ["nowhere"], ["https://host", "--user", "eve"]])
    func noneOrSeveralAreRefused(words: [String]) throws {
        let argument = try EntryArgument.parse(words)
        #expect(throws: CommandFailure.self) { try argument.find(in: all) }
    }

    @Test func anExpiryIsADayOrDaysOrNever() throws {
        #expect(ExpiryArgument(argument: "never")?.date(from: noon) == nil)
        #expect(ExpiryArgument(argument: "90d")?.date(from: noon) == noon + 90 * 86_400)
        let day = try #require(ExpiryArgument(argument: "2027-01-31")?.date(from: noon))
        #expect(Moment.text(day) == "2027-02-01 00:00")
    }

    @Test func anExpiryIsShownAsItWasGiven() throws {
        let day = try #require(ExpiryArgument(argument: "2027-01-31")?.date(from: noon))
        let entry = Credential(kind: .secret, pattern: "db", secret: Secret("s3cret"), expires: day, created: noon)
        let lines = CredentialListView(style: .plain, now: noon).lines([CredentialSummary(entry)])
        #expect(lines.last == "secret  db   -     2027-01-31  never", "\(lines)")
    }

    @Test(arguments: ["", "d", "0d", "-1d", "99999999d", "31.1.2027", "2027-13-01", "2027-1-1", "tomorrow"])
    func otherExpiriesAreNone(text: String) {
        #expect(ExpiryArgument(argument: text) == nil)
    }
}

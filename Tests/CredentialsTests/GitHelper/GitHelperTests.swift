import Foundation
import Testing

@testable import Credentials

struct GitHelperTests {
    private let now = Date(timeIntervalSince1970: 1_800_000_000)
    private let target = "protocol=https\nhost=example.com\n"

    @Test func whatIsStoredIsGot() throws {
        var vault = try vault(storing: target + "username=u\npassword=p=q\n")
        #expect(try get(target, &vault) == "username=u\npassword=p=q\n")
        #expect(vault.credentials.first?.lastUsed == now)
    }

    @Test(arguments: [
        "protocol=http\nhost=example.com\n", "protocol=https\nhost=example.com:8080\n",
        "protocol=https\nhost=example.com\nusername=other\n", "protocol=https\nhost=example.com\nusername=\n",
        "protocol=https\nhost=example.com\npath=a.git\n",
    ]) func onlyWhatMatchesIsGot(request: String) throws {
        var vault = try vault(storing: target + "username=u\npassword=p\n")
        #expect(try get(request, &vault) == "")
    }

    @Test func aPathCountsIfTheRequestHasOne() throws {
        var vault = try vault(storing: target + "path=a.git\nusername=u\npassword=p\n")
        #expect(try get(target + "path=a.git\n", &vault) == "username=u\npassword=p\n")
        #expect(try get(target + "path=b.git\n", &vault) == "")
        #expect(try get(target, &vault) == "username=u\npassword=p\n")
    }

    @Test func hostsMatchInAnyCase() throws {
        var vault = try vault(storing: target + "username=u\npassword=p\n")
        #expect(try get("protocol=https\nhost=EXAMPLE.com\n", &vault) == "username=u\npassword=p\n")
    }

    @Test func anEmptyNameIsAName() throws {
        var vault = try vault(storing: target + "username=\npassword=\n")
        #expect(try get(target, &vault) == "username=\npassword=\n")
    }

    @Test func theLastStoredOfSeveralUsersComesFirst() throws {
        var vault = try vault(
            storing: target + "username=a\npassword=1\n", target + "username=b\npassword=2\n")
        #expect(try get(target, &vault) == "username=b\npassword=2\n")
        #expect(try get(target + "username=a\n", &vault) == "username=a\npassword=1\n")
    }

    @Test func storingTheSameAgainChangesNothing() throws {
        let request = target + "username=u\npassword=p\n"
        var vault = try vault(storing: request)
        let before = vault
        _ = try GitHelper.perform(.store, Array(request.utf8), on: &vault, now: now + 60)
        #expect(vault == before)
    }

    /// Before 2.40 and 2.41 git drops what it does not know of an answer, and stores the rest.
    @Test func whatAnOlderGitDropsIsKeptWithTheSameSecret() throws {
        let known = "username=u\npassword=p\npassword_expiry_utc=9999999999\noauth_refresh_token=r\n"
        var vault = try vault(storing: target + known, target + "username=u\npassword=p\n")
        #expect(try get(target, &vault) == known)
        let newer = "username=u\npassword=p\npassword_expiry_utc=9999999998\noauth_refresh_token=s\n"
        _ = try GitHelper.perform(.store, Array((target + newer).utf8), on: &vault, now: now)
        #expect(try get(target, &vault) == newer)
        _ = try GitHelper.perform(.store, Array((target + "username=u\npassword=q\n").utf8), on: &vault, now: now)
        #expect(try get(target, &vault) == "username=u\npassword=q\n")
    }

    @Test func whatTheHostTakesAfterItsLastDayIsGoodAgain() throws {
        let past = Int(now.timeIntervalSince1970) - 1
        var vault = try vault(
            storing: target + "username=u\npassword=p\npassword_expiry_utc=\(past)\n",
            target + "username=u\npassword=p\n")
        #expect(try get(target, &vault) == "username=u\npassword=p\n")
    }

    @Test func anEntryOfAPathIsNotCopiedToItsHost() throws {
        let whole = target + "username=u\npassword=p\n"
        var vault = try vault(storing: target + "path=org/repo\nusername=u\npassword=p\n", whole)
        #expect(vault.credentials.map(\.pattern) == ["https://example.com/org/repo"])
        _ = try GitHelper.perform(
            .store, Array((whole + "password_expiry_utc=9999999999\n").utf8), on: &vault, now: now)
        #expect(vault.credentials.map(\.pattern) == ["https://example.com/org/repo"])
        #expect(vault.credentials.first?.expires == Date(timeIntervalSince1970: 9_999_999_999))
        for other in ["username=v\npassword=p\n", "username=u\npassword=q\n"] {
            _ = try GitHelper.perform(.store, Array((target + other).utf8), on: &vault, now: now)
            #expect(vault.credentials.first?.pattern == "https://example.com")
        }
        #expect(vault.credentials.count == 3)
    }

    @Test func aTokenThatWasReplacedIsNotErased() throws {
        var vault = try vault(storing: target + "username=u\npassword=new\n")
        _ = try GitHelper.perform(.erase, Array((target + "username=u\npassword=old\n").utf8), on: &vault, now: now)
        #expect(vault.credentials.count == 1)
        _ = try GitHelper.perform(.erase, Array((target + "username=u\npassword=new\n").utf8), on: &vault, now: now)
        #expect(vault.credentials.isEmpty)
    }

    @Test func otherKindsAreNeitherGotNorErased() throws {
        var vault = Vault()
        vault.store(
            Credential(kind: .secret, pattern: "https://example.com", username: "u", secret: Secret("p"), created: now))
        #expect(try get(target, &vault) == "")
        _ = try GitHelper.perform(.erase, Array(target.utf8), on: &vault, now: now)
        #expect(vault.credentials.count == 1)
    }

    @Test func authtypeIsSpokenOnlyWithWhoAnnouncedIt() throws {
        var vault = try vault(storing: "capability[]=authtype\n" + target + "authtype=Bearer\ncredential=t\n")
        #expect(try get(target, &vault) == "")
        #expect(
            try get("capability[]=authtype\n" + target, &vault)
                == "capability[]=authtype\nauthtype=Bearer\ncredential=t\n")
        #expect(try get("capability[]=authtype\ncapability[]=\n" + target, &vault) == "")
    }

    @Test func theEphemeralIsNotKept() throws {
        #expect(try vault(storing: target + "username=u\npassword=p\nephemeral=1\n").credentials.isEmpty)
    }

    @Test func anExpiredPasswordIsNotAnsweredButItsRefreshTokenIs() throws {
        let past = Int(now.timeIntervalSince1970) - 1
        var vault = try vault(
            storing: target + "username=u\npassword=p\npassword_expiry_utc=\(past)\noauth_refresh_token=r\n")
        #expect(try get(target, &vault) == "username=u\noauth_refresh_token=r\n")
    }

    @Test func expiryAndRefreshTokenComeBack() throws {
        let text = "username=u\npassword=p\npassword_expiry_utc=9999999999\noauth_refresh_token=r\n"
        var vault = try vault(storing: target + text)
        #expect(try get(target, &vault) == text)
    }

    @Test(arguments: ["host", "host=a\0b", "=a", "host=a\rpath=b", "host=\u{FF}\u{0}"])
    func malformedLinesAreRefused(line: String) {
        #expect(throws: GitHelperError.malformedLine(2)) {
            try GitMessage(Array("protocol=https\n\(line)\n".utf8))
        }
    }

    @Test func bytesThatAreNoTextAreRefused() {
        #expect(throws: GitHelperError.malformedLine(1)) { try GitMessage(Array("host=".utf8) + [0xFF, 0x0A]) }
    }

    @Test func aLineEndInASecretDoesNotReachGit() {
        var vault = Vault()
        vault.store(
            Credential(
                kind: .git, pattern: "https://example.com", username: "u", secret: Secret("p\nhost=evil"), created: now)
        )
        #expect(throws: GitHelperError.unsendable(key: "password")) { try get(target, &vault) }
    }

    @Test func aRequestForNothingIsRefused() {
        var vault = Vault()
        #expect(throws: GitHelperError.missing(key: "protocol")) { try get("host=example.com\n", &vault) }
        #expect(throws: GitHelperError.missing(key: "host")) {
            _ = try GitHelper.perform(.erase, Array("protocol=https\n".utf8), on: &vault, now: now)
        }
    }

    private func vault(storing requests: String...) throws -> Vault {
        var vault = Vault()
        for request in requests {
            #expect(try GitHelper.perform(.store, Array(request.utf8), on: &vault, now: now) == [])
        }
        return vault
    }

    private func get(_ request: String, _ vault: inout Vault) throws -> String {
        String(decoding: try GitHelper.perform(.get, Array(request.utf8), on: &vault, now: now), as: UTF8.self)
    }
}

import ScanSpecimens
import Testing

@testable import SecretScan

struct ScannerTests {
    @Test(arguments: Specimen.all)
    func findsTheKindThatItIsAndNothingElse(specimen: Specimen) {
        #expect(kinds(in: specimen.text) == [specimen.kind])
    }

    @Test func everyKindHasASpecimen() {
        #expect(Set(SecretKind.all.map(\.identifier)) == Set(Specimen.all.map(\.kind)))
    }

    @Test(arguments: 100..<110 as Range<UInt64>)
    func findsThemWhateverChanceMakesOfThem(seed: UInt64) {
        for specimen in Specimen.made(seed: seed) {
            #expect(kinds(in: specimen.text) == [specimen.kind], "\(specimen.text)")
        }
    }

    @Test(arguments: Harmless.all)
    func leavesAloneWhatOnlyLooksLikeASecret(harmless: Harmless) {
        #expect(kinds(in: harmless.text) == [])
    }

    /// What people and machines give for passwords, without quotes, is no name.
    @Test(arguments: [
        "DB_PASSWORD=Sommer2024Kiel", "DB_PASSWORD=MyPassword1Here", "password: Tr0ub4dor", "token=k3yOfTheHouseX9Lq",
        "password=hunter2hunter2hunter", "TOKEN=Q7XW2MPLD9ZKRT4V", "secret: x7f3kq9zl2mw8vb5", "pwd=S3cretOfMine!",
    ])
    func aPasswordWithoutQuotesIsNoName(text: String) {
        #expect(["generic-password", "generic-secret"].contains(kinds(in: text + "\n").first), "\(text)")
    }

    @Test func randomTextIsNoName() {
        var random = RandomText(seed: 8)
        let texts = (0..<400).map { _ in "TOKEN=a1" + random.letters(22) + "\n" }
        #expect(texts.filter { kinds(in: $0).isEmpty }.count <= 4)
    }

    @Test func aKeyOfAWSIsPairedWithTheSecretBesideIt() {
        var random = RandomText(seed: 6)
        let text = "AKIA\(random.upper(16)),\(random.base64(40)),us-east-1"
        #expect(kinds(in: text) == ["aws-access-key-id", "aws-secret-access-key"])
    }

    @Test func saysWhereASecretStandsAndShowsOnlyItsPrefix() throws {
        var random = RandomText(seed: 7)
        let token = "xoxb-\(random.digits(12))-\(random.letters(24))"
        let text = "one\ntwo\nslack = \(token)\n"
        let finding = try #require(SecretScanner.standard.findings(in: Array(text.utf8)).first)
        #expect(finding.line == 3)
        #expect(String(decoding: Array(text.utf8)[finding.range], as: UTF8.self) == token)
        #expect(finding.masked == "xoxb-••••••••")
    }

    @Test func aPasswordInAURLIsAllThatIsHidden() throws {
        let password = "correct7horse"
        let text = "https://deploy:\(password)@git.internal/shop.git"
        let finding = try #require(SecretScanner.standard.findings(in: Array(text.utf8)).first)
        #expect(String(decoding: Array(text.utf8)[finding.range], as: UTF8.self) == password)
        #expect(finding.masked == "••••••••")
    }

    @Test func everyByteThereIsMayStandInAPattern() {
        let automaton = PatternAutomaton([Array(0...255), [0]])
        let bytes = [255] + Array(0...255) as [UInt8]
        var cursor = PatternAutomaton.Cursor()
        #expect(automaton.nextEndings(in: bytes.span, &cursor) == [1])
        #expect(automaton.nextEndings(in: bytes.span, &cursor) == [0])
        #expect(automaton.nextEndings(in: bytes.span, &cursor) == nil)
    }

    private func kinds(in text: String) -> [String] {
        SecretScanner.standard.findings(in: Array(text.utf8)).map(\.kind.identifier)
    }
}

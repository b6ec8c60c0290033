import Foundation
import Masking
import Testing

struct SecretPartsTests {
    private func parts(_ secret: String) -> Set<String> {
        Set(SecretParts.of(Array(secret.utf8)).map { String(decoding: $0, as: UTF8.self) })
    }

    @Test(arguments: [
        ("DB_PASSWORD=k7Gq2Zx9Lw4Tn8Vb\nA=1\n", "k7Gq2Zx9Lw4Tn8Vb"), ("PASSWORD=zebra2sunmoon", "zebra2sunmoon"),
        ("TOKEN=Kangaroo-Emu-2001", "Kangaroo-Emu-2001"), ("DB_PASSWORD=hunter2hunter2", "hunter2hunter2"),
        ("[db]\npassword=Kangaroo-Emu-2008", "Kangaroo-Emu-2008"), ("password = zebra1sun", "zebra1sun"),
        ("export K8S_TOKEN=\"Kangaroo-Emu-2001\"", "Kangaroo-Emu-2001"), ("DB_PASSWORD=num-bat!99", "num-bat!99"),
        ("PASSWORD=abcdefghijkLMNOP123=", "abcdefghijkLMNOP123="),
    ])
    func theValueOfASettingIsFoundHoweverRandomItsLineLooks(secret: String, value: String) {
        #expect(parts(secret) == [value])
    }

    @Test(arguments: [
        "PASSWORD=raincoat # of the shop", "PASSWORD=\"raincoat\"  # it's new", "password: 'raincoat' # ours",
    ])
    func aCommentBehindAValueIsNoneOfIt(line: String) {
        #expect(parts(line).contains("raincoat"))
    }

    @Test(arguments: [
        "host=db user=shop password=raincoat", "Server=db;User Id=shop;Password=raincoat;",
        "https://example.com/hook?channel=1&token=raincoat", "password=raincoat sslmode=require",
    ])
    func thePasswordOfAConnectionStringIsFound(line: String) {
        #expect(parts(line).contains("raincoat"))
        #expect(parts("A=1\nURL=\(line)\n").contains("raincoat"))
    }

    @Test func theWordsOfAPassphraseAreNoneByThemselves() {
        #expect(parts("A=1\nPASSPHRASE=correct horse battery\n") == ["correct horse battery"])
        #expect(parts("A=1\nDSN=host=database1 user=somebody\n") == ["host=database1 user=somebody"])
    }

    @Test(arguments: ["pw", "PIN", "dsn", "SENTRY_DSN", "dbPw", "user-pin", "pass", "pwd"])
    func aShortNameIsOneToo(name: String) {
        #expect(parts("{\"\(name)\": \"sommer\"}") == ["sommer"])
    }

    @Test(arguments: ["mapping", "spinner", "pinned", "pwnd", "pinnumber", "pin_length", "dsnow"])
    func partOfAWordIsNone(name: String) {
        #expect(parts("{\"\(name)\": \"sommer\"}") == [])
    }

    @Test func theEndOfBase64MakesNoSetting() {
        let line = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj"
        #expect(parts("-----BEGIN KEY-----\n\(line)==\n\(line)=\n") == [line + "==", line + "="])
    }

    @Test func thePasswordOfAURLIsFound() {
        #expect(parts("DATABASE_URL=postgres://shop:rain%2Fcoat@db/shop?x=1\n") == ["rain%2Fcoat", "rain/coat"])
        #expect(parts(#"{"amqp": "amqp://shop:raincoat@mq:5672"}"#) == ["raincoat"])
        #expect(parts("A=x\nURL=postgres://postgres:postgres@db/ https://example.com:8080/@ada\n") == [])
    }
}

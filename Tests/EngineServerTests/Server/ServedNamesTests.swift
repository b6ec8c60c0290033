import Testing

@testable import EngineServer

@Suite struct ServedNamesTests {
    @Test(arguments: [
        ("127.0.0.1:80", true), ("localhost:80", true), ("LOCALHOST:80", true), ("[::1]:80", true),
        ("localhost:81", false), ("localhost", false), ("example.com:80", false), ("", false),
    ])
    func aLoopbackAddressHasTheMachinesOwnNames(host: String, isOwn: Bool) {
        #expect(ServedNames(address: NetworkAddress(host: "127.0.0.1", port: 80)).contains(host) == isOwn)
    }

    @Test(arguments: [
        ("engine.example.com:443", true), ("engine.example.com", true), ("a.team.example:443", true),
        ("a.b.team.example:443", false), ("team.example:443", false), ("localhost:443", false),
        ("other.example.com:443", false),
    ])
    func behindACertificateItsNamesCount(host: String, isOwn: Bool) {
        let names = ServedNames(
            address: NetworkAddress(host: "0.0.0.0", port: 443), certified: ["engine.example.com", "*.team.example"])
        #expect(names.contains(host) == isOwn)
        #expect(names.advertised.text == "engine.example.com:443")
    }
}

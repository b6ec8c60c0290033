import Foundation
import Testing

@testable import AWS

@Suite struct EndpointTests {
    @Test func aSocketsPathBecomesTheHost() {
        let endpoint = Endpoint.unixSocket("/tmp/a folder/engine.sock")
        #expect(
            endpoint.address(path: "/sluice/events", query: [URLQueryItem(name: "after", value: "7")])
                == "http+unix://%2Ftmp%2Fa%20folder%2Fengine.sock/sluice/events?after=7")
    }

    @Test(arguments: ["https://engine.example.com", "https://engine.example.com/"])
    func anAddressKeepsItsPathOnce(_ text: String) throws {
        let endpoint = Endpoint.url(try #require(URL(string: text)))
        #expect(endpoint.address(path: "/") == "https://engine.example.com/")
    }
}

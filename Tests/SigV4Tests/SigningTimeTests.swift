import Foundation
import TestSupport
import Testing

@testable import SigV4

@Suite("The times that signatures bear")
struct SigningTimeTests {
    @Test("What is written is read again, in every year")
    func roundTrip() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<2000 {
            let date = Date(
                timeIntervalSince1970: TimeInterval(Int64.random(in: 0..<250_000_000_000, using: &generator)))
            #expect(SigningTime.date(SigningTime.text(date)) == date)
        }
        #expect(SigningTime.date("20240229T235959Z") == Date(timeIntervalSince1970: 1_709_251_199))
    }

    @Test(
        "Whatever is no such time is none",
        arguments: [
            "", "20240229T235959", "20240229 235959Z", "2024-02-29T235959Z", "20241329T000000Z", "20240200T000000Z",
            "20240229T240000Z", "20240229T006000Z", "2024022９T000000Z", "+0240229T000000Z",
        ])
    func refused(text: String) {
        #expect(SigningTime.date(text) == nil)
    }
}

import AWS
import Testing

@Suite struct PollingPaceTests {
    @Test func waitsGrowWhileNothingMovesAndAreShortAgainAfterwards() {
        var pace = PollingPace(shortest: .seconds(2), longest: .seconds(6))
        let waits = [false, false, false, false, false, true, false].map { pace.next(hasMoved: $0) }
        #expect(
            waits == [
                .seconds(2), .seconds(3), .milliseconds(4500), .seconds(6), .seconds(6), .seconds(2), .seconds(3),
            ])
    }
}

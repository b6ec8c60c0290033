import Fuzzing
import TestSupport
import Testing

/// A short form of `scripts/fuzz`: whatever is damaged is read or refused, and the process lives on.
@Suite("Damaged input", .timeLimit(.minutes(10)))
struct FuzzingTests {
    @Test("Every target takes its own samples whole and damaged", arguments: FuzzTarget.all, UInt64(1)...3)
    func damaged(target: FuzzTarget, seed: UInt64) {
        #expect(!target.samples.isEmpty)
        var mutator = Mutator(seed: seed)
        for sample in target.samples {
            target.read(sample)
            for _ in 0..<(1000 / target.samples.count) { target.read(mutator.damage(sample)) }
        }
    }

    @Test("What nests without end or multiplies is read or refused", arguments: FuzzTarget.all)
    func bombs(target: FuzzTarget) {
        for bomb in FuzzTarget.bombs { target.read(bomb) }
    }
}

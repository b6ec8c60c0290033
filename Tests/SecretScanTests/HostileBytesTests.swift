import ScanSpecimens
import Testing

@testable import SecretScan

struct HostileBytesTests {
    /// Specimens and patches, with bytes changed, cut, doubled and inserted.
    @Test(arguments: 0..<8 as Range<UInt64>)
    func noBytesCrashTheScannerOrLeadOutside(seed: UInt64) {
        var random = RandomText(seed: 1_000 + seed)
        let specimens = Specimen.made(seed: seed).map { Array($0.text.utf8) }
        let known = KnownSecrets(specimens.prefix(5))
        for _ in 0..<15 {
            let bytes = mutated(specimens, &random)
            for finding in SecretScanner.standard.findings(in: bytes) + known.findings(in: bytes) {
                #expect(bytes.indices.contains(finding.range.lowerBound) && finding.range.upperBound <= bytes.count)
                #expect(!finding.range.isEmpty)
                #expect(finding.line == 1 + bytes[..<finding.range.lowerBound].count { $0 == 10 })
            }
        }
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func noPatchCrashesTheReader(seed: UInt64) {
        var random = RandomText(seed: 2_000 + seed)
        let parts = [
            "@@ -1,3 +1,3 @@\n", "@@@ -1 -1 +1,9 @@@\n", "+++ b/x\n", "+++ \"b/\\3", "+", "-", " ", "\\ No\n", "\n",
            "\r\n",
            "commit ", "@@ -1,99999999999 +1 @@\n", "@@ -0,0 +2147483647,2147483647 @@\n", "@@@@@@", "a line\n",
            "/dev/null",
            Specimen.all[0].text, "\n+",
        ].map { Array($0.utf8) }
        for _ in 0..<60 {
            var scanner = PatchScanner()
            let patch = mutated(parts, &random)
            let middle = Int.random(in: 0...patch.count, using: &random)
            let found = scanner.findings(in: Array(patch[..<middle])) + scanner.findings(in: Array(patch[middle...]))
            var atOnce = PatchScanner()
            #expect(found + scanner.finish() == atOnce.findings(in: patch) + atOnce.finish())
        }
    }

    private func mutated(_ parts: [[UInt8]], _ random: inout RandomText) -> [UInt8] {
        var bytes = (0..<20).flatMap { _ in parts.randomElement(using: &random) ?? [] }
        for _ in 0..<Int.random(in: 0...12, using: &random) where !bytes.isEmpty {
            let index = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.removeSubrange(index..<min(bytes.count, index + 9))
            case 2: bytes.insert(contentsOf: bytes[index..<min(bytes.count, index + 30)], at: index)
            default: bytes.insert(UInt8.random(in: 0...255, using: &random), at: index)
            }
        }
        return bytes
    }
}

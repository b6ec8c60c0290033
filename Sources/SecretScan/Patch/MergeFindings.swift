/// What comes to light in a merge, which git shows as one patch for each parent. A merge adds what it adds to all of them:
/// what one parent has came with that parent's own commits.
struct MergeFindings {
    private let parents: Int
    private var all: [PatchFinding] = []
    /// In how many of the patches something was found at a place.
    private var counts: [Place: Int] = [:]
    private var placesOfPatch: Set<Place> = []

    private struct Place: Hashable {
        let path: String
        let line: Int
    }

    init(parents: Int) {
        self.parents = parents
    }

    mutating func startPatch() {
        placesOfPatch = []
    }

    mutating func add(_ finding: PatchFinding) {
        let place = Place(path: finding.path, line: finding.line)
        if placesOfPatch.insert(place).inserted { counts[place, default: 0] += 1 }
        all.append(finding)
    }

    /// The message, and who made it, stand before each patch, of which those without changes are left out.
    var ofMergeItself: [PatchFinding] {
        var seen: Set<PatchFinding> = []
        return all.filter { finding in
            let count = counts[Place(path: finding.path, line: finding.line), default: 0]
            return (count >= parents || !finding.isInFile) && seen.insert(finding).inserted
        }
    }
}

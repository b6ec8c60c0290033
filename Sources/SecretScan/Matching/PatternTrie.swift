/// The patterns as a tree of their bytes, and where to go on when a byte does not fit: what an automaton is made of.
struct PatternTrie {
    private(set) var nodes = [Node()]

    struct Node {
        var children: [UInt8: Int] = [:]
        /// The node of the longest proper suffix of this one that is in the tree.
        var suffix = 0
        /// The patterns that end here, with those that end at its suffixes.
        var endings: [Int] = []
    }

    init(_ patterns: [[UInt8]]) {
        for (index, pattern) in patterns.enumerated() where !pattern.isEmpty { insert(pattern, as: index) }
        linkSuffixes()
    }

    private mutating func insert(_ pattern: [UInt8], as index: Int) {
        var node = 0
        for byte in pattern {
            if let child = nodes[node].children[byte] {
                node = child
            } else {
                nodes.append(Node())
                nodes[node].children[byte] = nodes.count - 1
                node = nodes.count - 1
            }
        }
        nodes[node].endings.append(index)
    }

    private mutating func linkSuffixes() {
        var queue = Array(nodes[0].children.values)
        var next = 0
        while next < queue.count {
            let node = queue[next]
            next += 1
            nodes[node].endings += nodes[nodes[node].suffix].endings
            for (byte, child) in nodes[node].children {
                nodes[child].suffix = target(of: byte, from: nodes[node].suffix)
                queue.append(child)
            }
        }
    }

    /// The node that `byte` leads to.
    func target(of byte: UInt8, from start: Int) -> Int {
        var node = start
        while true {
            if let child = nodes[node].children[byte] { return child }
            guard node != 0 else { return 0 }
            node = nodes[node].suffix
        }
    }
}

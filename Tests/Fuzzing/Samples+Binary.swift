extension Samples {
    /// A zip archive of the file `a/b` with the content `hi`, stored.
    static let archive: [UInt8] = {
        let content = Array("hi".utf8)
        let common: [UInt8] =
            [20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0x58] + [0xAC, 0x2A, 0x93, 0xD8] + [2, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0]
        let local = [0x50, 0x4B, 3, 4] + common + Array("a/b".utf8) + content
        let central =
            [0x50, 0x4B, 1, 2, 20, 3] + common + [0, 0, 0, 0, 0, 0, 0, 0, 0xA4, 0x81, 0, 0, 0, 0] + Array("a/b".utf8)
        let end =
            [
                0x50, 0x4B, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0, UInt8(central.count), 0, 0, 0, UInt8(local.count), 0, 0, 0, 0,
                0,
            ]
        return local + central + end
    }()
}

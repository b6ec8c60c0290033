import Credentials

extension Samples {
    /// The same key in every process, so that what one has found the next one can read: thirty-two bytes of 0x42.
    static let identity = try? X25519Identity(
        Secret(
            ["AGE", "SECRET", "KEY", "1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"].joined(
                separator: "-")))

    static let ageFiles: [[UInt8]] = [false, true].compactMap { armored in
        identity.flatMap { try? Age.encrypt(Array("content".utf8), to: .keys([$0.recipient]), armored: armored) }
    }

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

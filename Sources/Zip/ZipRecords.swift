/// The records of a zip file (APPNOTE.TXT 6.3.10, section 4.3), as far as they are written and read here.
enum ZipSignature {
    static let localHeader: UInt32 = 0x0403_4b50
    static let centralHeader: UInt32 = 0x0201_4b50
    static let end: UInt32 = 0x0605_4b50
    static let zip64End: UInt32 = 0x0606_4b50
    static let zip64Locator: UInt32 = 0x0706_4b50
}

/// How an entry's bytes are kept (4.4.5).
enum ZipMethod: UInt16 {
    case stored = 0
    case deflated = 8
}

/// One entry of the central directory.
struct ZipEntry {
    var name: [UInt8]
    /// The Unix mode with its file type; 0 if the archive was made elsewhere and says none.
    var mode: UInt32
    /// Seconds since 1970.
    var modified: Int64
    var method = ZipMethod.stored
    var checksum: UInt32 = 0
    var compressedSize: UInt64 = 0
    var size: UInt64 = 0
    /// Where its local header begins.
    var offset: UInt64 = 0

    static let typeMask: UInt32 = 0o170000
    static let linkType: UInt32 = 0o120000
    static let directoryType: UInt32 = 0o040000
    static let fileType: UInt32 = 0o100000

    var isDirectory: Bool { name.last == UInt8(ascii: "/") }
    var isLink: Bool { mode & Self.typeMask == Self.linkType }
}

/// A number that stands for "see the zip64 field" (4.3.9.2).
let beyond32: UInt64 = 0xFFFF_FFFF
let beyond16 = 0xFFFF

extension [UInt8] {
    mutating func append<Number: FixedWidthInteger>(little number: Number) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }
}

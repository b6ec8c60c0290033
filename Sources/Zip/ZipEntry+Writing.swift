import Glibc

extension ZipEntry {
    /// The record before an entry's bytes. Its sizes are right only once these are written.
    ///
    /// - Parameter isLarge: whether room is kept for sizes of more than four bytes.
    func localHeader(isLarge: Bool) -> [UInt8] {
        var extra = timestampField
        if isLarge {
            extra.append(little: UInt16(0x0001))
            extra.append(little: UInt16(16))
            extra.append(little: size)
            extra.append(little: compressedSize)
        }
        var bytes: [UInt8] = []
        bytes.append(little: ZipSignature.localHeader)
        bytes.append(little: UInt16(isLarge ? 45 : 20))
        appendCommon(to: &bytes, isLarge: isLarge)
        bytes.append(little: UInt16(extra.count))
        return bytes + name + extra
    }

    /// The record of the central directory.
    var centralHeader: [UInt8] {
        let isLarge = max(size, compressedSize, offset) >= beyond32
        var extra = timestampField
        if isLarge {
            extra.append(little: UInt16(0x0001))
            extra.append(little: UInt16(24))
            for number in [size, compressedSize, offset] { extra.append(little: number) }
        }
        var bytes: [UInt8] = []
        bytes.append(little: ZipSignature.centralHeader)
        bytes.append(little: Self.madeOnUnix)
        bytes.append(little: UInt16(isLarge ? 45 : 20))
        appendCommon(to: &bytes, isLarge: isLarge)
        bytes.append(little: UInt16(extra.count))
        for _ in 0..<3 { bytes.append(little: UInt16(0)) }  // comment, disk, internal attributes
        bytes.append(little: mode << 16 | (isDirectory ? 0x10 : 0))
        bytes.append(little: UInt32(isLarge ? beyond32 : offset))
        return bytes + name + extra
    }

    static let madeOnUnix: UInt16 = 3 << 8 | 45
    private static let nameIsUTF8: UInt16 = 1 << 11

    private func appendCommon(to bytes: inout [UInt8], isLarge: Bool) {
        bytes.append(little: Self.nameIsUTF8)
        bytes.append(little: method.rawValue)
        let (time, date) = dosTime
        bytes.append(little: time)
        bytes.append(little: date)
        bytes.append(little: checksum)
        bytes.append(little: UInt32(isLarge ? beyond32 : compressedSize))
        bytes.append(little: UInt32(isLarge ? beyond32 : size))
        bytes.append(little: UInt16(name.count))
    }

    /// Info-ZIP's "extended timestamp": exact, and of no time zone.
    private var timestampField: [UInt8] {
        var field: [UInt8] = []
        field.append(little: UInt16(0x5455))
        field.append(little: UInt16(5))
        field.append(1)
        field.append(little: Int32(clamping: modified))
        return field
    }

    /// In UTC, so that the same files make the same archive everywhere. 1980 is the earliest that it can say.
    private var dosTime: (time: UInt16, date: UInt16) {
        var seconds = time_t(modified)
        var parts = tm()
        guard gmtime_r(&seconds, &parts) != nil, parts.tm_year >= 80, parts.tm_year < 208 else {
            return (0, 1 << 5 | 1)
        }
        let time = parts.tm_hour << 11 | parts.tm_min << 5 | parts.tm_sec / 2
        let date = (parts.tm_year - 80) << 9 | (parts.tm_mon + 1) << 5 | parts.tm_mday
        return (UInt16(truncatingIfNeeded: time), UInt16(truncatingIfNeeded: date))
    }
}

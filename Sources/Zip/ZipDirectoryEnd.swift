/// Where a zip file's central directory lies: the record at the file's end.
struct ZipDirectoryEnd {
    var count: Int
    var offset: UInt64
    var size: UInt64

    /// The record, with zip64's before it where the numbers need them (4.3.14 to 4.3.16).
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        let isLarge = count >= beyond16 || max(offset, size) >= beyond32
        if isLarge {
            bytes.append(little: ZipSignature.zip64End)
            bytes.append(little: UInt64(44))
            bytes.append(little: ZipEntry.madeOnUnix)
            bytes.append(little: UInt16(45))
            bytes.append(little: UInt64(0))  // this disk, the directory's disk
            for number in [UInt64(count), UInt64(count), size, offset] { bytes.append(little: number) }
            bytes.append(little: ZipSignature.zip64Locator)
            bytes.append(little: UInt32(0))
            bytes.append(little: offset + size)
            bytes.append(little: UInt32(1))
        }
        bytes.append(little: ZipSignature.end)
        bytes.append(little: UInt32(0))  // this disk, the directory's disk
        let shownCount = UInt16(isLarge ? beyond16 : count)
        bytes.append(little: shownCount)
        bytes.append(little: shownCount)
        bytes.append(little: UInt32(isLarge ? beyond32 : size))
        bytes.append(little: UInt32(isLarge ? beyond32 : offset))
        bytes.append(little: UInt16(0))  // comment
        return bytes
    }
}

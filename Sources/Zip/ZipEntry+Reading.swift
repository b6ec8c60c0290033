extension ZipEntry {
    /// Reads one record of the central directory, whoever made it.
    ///
    /// - Throws: what is wrong with it, in words.
    init(_ reader: inout ByteReader) throws(Problem) {
        guard reader.number(UInt32.self) == ZipSignature.centralHeader, let madeBy = reader.number(UInt16.self),
            reader.skip(2), let flags = reader.number(UInt16.self), let code = reader.number(UInt16.self),
            reader.skip(2), let date = reader.number(UInt16.self), let checksum = reader.number(UInt32.self),
            let compressed = reader.number(UInt32.self), let size = reader.number(UInt32.self),
            let nameLength = reader.number(UInt16.self), let extraLength = reader.number(UInt16.self),
            let commentLength = reader.number(UInt16.self), reader.skip(4),
            let attributes = reader.number(UInt32.self), let offset = reader.number(UInt32.self),
            let name = reader.take(Int(nameLength)), let extra = reader.take(Int(extraLength)),
            reader.skip(Int(commentLength))
        else { throw Problem("its directory is damaged") }
        let shown = String(decoding: name, as: UTF8.self)
        guard flags & 1 == 0 else { throw Problem("\(shown) is encrypted") }
        guard let method = ZipMethod(rawValue: code) else { throw Problem("\(shown) is compressed by method \(code)") }
        self.init(
            name: Array(name), mode: madeBy >> 8 == 3 ? attributes >> 16 : 0, modified: Self.seconds(dosDate: date),
            method: method, checksum: checksum, compressedSize: UInt64(compressed), size: UInt64(size),
            offset: UInt64(offset))
        try take(extra: extra)
    }

    /// What is wrong with a record.
    struct Problem: Error {
        let reason: String

        init(_ reason: String) { self.reason = reason }
    }

    private mutating func take(extra: ArraySlice<UInt8>) throws(Problem) {
        var reader = ByteReader(extra)
        while let kind = reader.number(UInt16.self), let length = reader.number(UInt16.self) {
            guard let field = reader.take(Int(length)) else { return }
            var content = ByteReader(field)
            switch kind {
            case 0x0001: try takeLargeNumbers(&content)
            case 0x5455:
                if let flags = content.number(UInt8.self), flags & 1 == 1, let time = content.number(Int32.self) {
                    modified = Int64(time)
                }
            default: break
            }
        }
    }

    /// The zip64 field holds those numbers, in this order, that the record itself had no room for (4.5.3).
    private mutating func takeLargeNumbers(_ content: inout ByteReader) throws(Problem) {
        for path in [\ZipEntry.size, \.compressedSize, \.offset] where self[keyPath: path] == beyond32 {
            guard let number = content.number(UInt64.self) else { throw Problem("its directory is damaged") }
            self[keyPath: path] = number
        }
    }

    /// A day is enough where the archive says no more: DOS times are of an unknown time zone.
    private static func seconds(dosDate date: UInt16) -> Int64 {
        let (year, month, day) = (Int64(date >> 9) + 1980, Int64(date >> 5 & 15), Int64(date & 31))
        // Days from civil, after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return (era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468) * 86_400
    }
}

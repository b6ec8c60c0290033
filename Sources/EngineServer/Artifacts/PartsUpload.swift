import Foundation
import PipelineAPI
import XML

/// An artifact that comes in parts: a folder with a file for each, and one that says what it will be.
struct PartsUpload {
    let id: String
    private let folder: URL

    /// A new upload to a place.
    init(to location: S3Location, in drafts: URL) throws {
        id = UUID().uuidString.lowercased()
        folder = drafts.appending(path: "upload-\(id)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try Self.name(of: location).write(to: folder.appending(path: "place"))
    }

    /// Throws S3's error unless this upload to the place has begun and not ended.
    init(_ id: String, to location: S3Location, in drafts: URL) throws {
        self.id = id
        folder = drafts.appending(path: "upload-\(id)")
        guard UUID(uuidString: id) != nil,
            (try? Data(contentsOf: folder.appending(path: "place"))) == Self.name(of: location)
        else {
            throw APIError(code: "NoSuchUpload", message: "The specified upload does not exist.", status: 404)
        }
    }

    private static func name(of location: S3Location) -> Data {
        Data("\(location.bucket ?? "")/\(location.key ?? "")".utf8)
    }

    /// Where a part is written.
    func file(of part: Int) throws -> URL {
        guard (1...10_000).contains(part) else {
            throw APIError(code: "InvalidArgument", message: "Part number must be an integer between 1 and 10000")
        }
        return folder.appending(path: String(part))
    }

    /// The file of all parts that a list (`CompleteMultipartUpload`) names, in their order.
    func joined(_ list: Data) throws -> URL {
        let numbers = try Self.numbers(list)
        guard let first = numbers.first, zip(numbers, numbers.dropFirst()).allSatisfy(<) else {
            throw APIError(
                code: "InvalidPartOrder", message: "The list of parts was not in ascending order.")
        }
        let whole = try file(of: first)
        do {
            let output = try FileHandle(forWritingTo: whole)
            defer { try? output.close() }
            try output.seekToEnd()
            for number in numbers.dropFirst() { try append(file(of: number), to: output) }
        } catch let error as CocoaError where error.code == .fileNoSuchFile || error.code == .fileReadNoSuchFile {
            throw APIError(code: "InvalidPart", message: "One or more of the specified parts could not be found.")
        }
        return whole
    }

    private static func numbers(_ list: Data) throws -> [Int] {
        let parts = (try? XMLNode(parsing: list)).map { $0.children.filter { $0.name == "Part" } } ?? []
        let numbers = parts.map { part in
            part.child("PartNumber").flatMap { Int($0.text.trimmingCharacters(in: .whitespacesAndNewlines)) }
        }
        guard !numbers.isEmpty, !numbers.contains(nil) else {
            throw APIError(
                code: "MalformedXML",
                message: "The XML you provided was not well-formed or did not validate against our published schema")
        }
        return numbers.compactMap(\.self)
    }

    private func append(_ part: URL, to output: FileHandle) throws {
        let input = try FileHandle(forReadingFrom: part)
        defer { try? input.close() }
        while let bytes = try input.read(upToCount: 1 << 20), !bytes.isEmpty { try output.write(contentsOf: bytes) }
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }
}

/// The media type under which a file is published.
public enum ContentType {
    /// By the end of the file's name; what is not known is a stream of bytes.
    public static func of(fileNamed name: String) -> String {
        guard let dot = name.lastIndex(of: ".") else { return unknown }
        return types[name[name.index(after: dot)...].lowercased()] ?? unknown
    }

    private static let unknown = "application/octet-stream"

    private static let types = [
        "css": "text/css", "csv": "text/csv", "gz": "application/gzip", "html": "text/html",
        "jar": "application/java-archive", "jpeg": "image/jpeg", "jpg": "image/jpeg", "js": "text/javascript",
        "json": "application/json", "md": "text/markdown", "pdf": "application/pdf", "png": "image/png",
        "sh": "application/x-sh", "svg": "image/svg+xml", "tar": "application/x-tar", "txt": "text/plain",
        "wasm": "application/wasm", "xml": "text/xml", "yaml": "text/yaml", "yml": "text/yaml",
        "zip": "application/zip",
    ]
}

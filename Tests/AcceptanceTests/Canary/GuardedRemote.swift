import Foundation

/// git's http-backend behind a small server that demands a user name and a password, of which it knows only the hash.
struct GuardedRemote {
    let url: String
    let host: String
    private let process: Process
    private let closed: URL

    static let canServe =
        FileManager.default.isExecutableFile(atPath: "/usr/lib/git-core/git-http-backend")
        && ["/usr/bin/python3", "/usr/local/bin/python3"].contains(where: FileManager.default.isExecutableFile)

    init(_ place: Workplace, user: String, password: String) async throws {
        closed = place.folder.appending(path: "closed")
        let script = place.folder.appending(path: "server.py")
        try Data(Self.program.utf8).write(to: script)
        let output = Pipe()
        process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", script.path, place.folder.path, closed.path]
        process.environment = place.environment
        let input = Pipe()
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data("\(user):\(password)\n".utf8))
        try input.fileHandleForWriting.close()
        try await readable(output.fileHandleForReading.fileDescriptor)
        let port = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        host = "http://127.0.0.1:\(port)"
        url = "\(host)/\(place.remote.lastPathComponent)"
    }

    /// From here on nobody is let in.
    func close() throws { try Data().write(to: closed) }

    func open() throws { try FileManager.default.removeItem(at: closed) }

    func end() {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    private static let program = """
        import base64, hashlib, os, subprocess, sys
        from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

        root, closed = sys.argv[1:3]
        digest = lambda text: hashlib.sha256(text.encode()).hexdigest()
        wanted = digest("Basic " + base64.b64encode(sys.stdin.readline().strip().encode()).decode())

        class Handler(BaseHTTPRequestHandler):
            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                if digest(self.headers.get("Authorization", "")) != wanted or os.path.exists(closed):
                    self.reply(401, [("WWW-Authenticate", 'Basic realm="shop"')], b"")
                    return
                path, _, query = self.path.partition("?")
                environment = dict(os.environ, GIT_PROJECT_ROOT=root, GIT_HTTP_EXPORT_ALL="1", PATH_INFO=path,
                    QUERY_STRING=query, REQUEST_METHOD=self.command, REMOTE_USER="ann", REMOTE_ADDR="127.0.0.1",
                    CONTENT_TYPE=self.headers.get("Content-Type", ""), CONTENT_LENGTH=str(len(body)),
                    HTTP_CONTENT_ENCODING=self.headers.get("Content-Encoding", ""),
                    GIT_PROTOCOL=self.headers.get("Git-Protocol", ""))
                answer = subprocess.run(["git", "http-backend"], input=body, env=environment, stdout=subprocess.PIPE)
                head, _, content = answer.stdout.partition(b"\\r\\n\\r\\n")
                headers = [tuple(line.split(": ", 1)) for line in head.decode().split("\\r\\n")]
                status = [value for name, value in headers if name == "Status"]
                self.reply(int(status[0].split()[0]) if status else 200, headers, content)

            def reply(self, status, headers, content):
                self.send_response(status)
                for name, value in headers:
                    if name != "Status": self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = answer

            def log_message(self, *arguments): pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        print(server.server_address[1], flush=True)
        server.serve_forever()

        """
}

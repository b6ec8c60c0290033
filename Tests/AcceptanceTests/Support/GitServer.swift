import Foundation

/// git's http-backend behind a small server that demands a user name and a password, of which it knows only the hash.
struct GitServer {
    let url: String
    let host: String
    private let orders: FileHandle
    private let answers: FileHandle

    static let isInstalled =
        isProgram("python3") && FileManager.default.isExecutableFile(atPath: "/usr/lib/git-core/git-http-backend")

    /// Serves the bare repositories of a place while `body` runs; at first nobody is let in.
    static func with(_ place: Workplace, _ body: (GitServer) async throws -> Void) async throws {
        let (process, orders, answers) = (Process(), Pipe(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", program, place.folder.path]
        process.environment = place.environment.merging(place.atHome) { $1 }
        (process.standardInput, process.standardOutput) = (orders, answers)
        process.standardError = FileHandle.nullDevice
        try process.run()
        defer {
            // It may have been started with other signals ignored.
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        try await readable(answers.fileHandleForReading.fileDescriptor)
        let port = String(decoding: answers.fileHandleForReading.availableData, as: UTF8.self)
        let host = "http://127.0.0.1:\(port.trimmingCharacters(in: .whitespacesAndNewlines))"
        try await body(
            GitServer(
                url: "\(host)/\(place.remote.lastPathComponent)", host: host, orders: orders.fileHandleForWriting,
                answers: answers.fileHandleForReading))
    }

    /// Lets in whoever has this, and nobody else.
    func allow(_ user: String, _ password: String) async throws { try await order("allow \(user):\(password)") }

    /// From here on nobody is let in.
    func close() async throws { try await order("close") }

    /// Whoever was allowed is let in again.
    func open() async throws { try await order("open") }

    /// From here on it fails all that it lets in.
    func breakDown() async throws { try await order("break") }

    /// From here on it answers nobody, and ends no connection.
    func hang() async throws { try await order("hang") }

    /// From here on its answer to whoever it lets in is an error that tells their password back.
    func tellBack() async throws { try await order("tell") }

    /// Returns once the order counts.
    private func order(_ words: String) async throws {
        try orders.write(contentsOf: Data((words + "\n").utf8))
        try await readable(answers.fileDescriptor)
        _ = answers.availableData
    }

    private static let program = """
        import base64, hashlib, os, subprocess, sys, threading
        from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

        root = sys.argv[1]
        state = {"wanted": None, "open": True, "broken": False, "telling": False, "hanging": False}
        packet = lambda text: f"{len(text) + 4:04x}{text}"
        digest = lambda text: hashlib.sha256(text.encode()).hexdigest()

        class Handler(BaseHTTPRequestHandler):
            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                if state["hanging"]: threading.Event().wait()
                if digest(self.headers.get("Authorization", "")) != state["wanted"] or not state["open"]:
                    return self.reply(401, [("WWW-Authenticate", 'Basic realm="shop"')], b"")
                if state["broken"]: return self.send_error(503)
                if state["telling"]: return self.tell(self.headers["Authorization"].split()[1])
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

            def tell(self, credential):
                words = packet("ERR no room for " + base64.b64decode(credential).decode() + "\\n")
                self.reply(200, [("Content-Type", "application/x-git-upload-pack-advertisement")],
                    (packet("# service=git-upload-pack\\n") + "0000" + words).encode())

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
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(server.server_address[1], flush=True)
        for line in sys.stdin:
            order, _, words = line.strip().partition(" ")
            if order == "allow": state["wanted"] = digest("Basic " + base64.b64encode(words.encode()).decode())
            elif order == "break": state["broken"] = True
            elif order == "tell": state["telling"] = True
            elif order == "hang": state["hanging"] = True
            else: state["open"] = order == "open"
            print("done", flush=True)

        """
}

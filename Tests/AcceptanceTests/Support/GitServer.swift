import Foundation

/// git's http-backend behind a small server that demands a user name and a password.
struct GitServer {
    let url: String
    let process: Process
    /// What the server lets in: lines of `user:password`. While there is a file `broken` it then breaks down.
    let allowed: URL

    static let isInstalled = isProgram("python3") && isProgram("git")

    /// Serves the bare repositories of a place while `body` runs.
    static func with(_ place: Workplace, _ body: (GitServer) async throws -> Void) async throws {
        let allowed = place.folder.appending(path: "allowed")
        try Data().write(to: allowed)
        let script = place.folder.appending(path: "server.py")
        try Data(program.utf8).write(to: script)
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", script.path, place.folder.path, allowed.path]
        process.environment = place.environment.merging(place.atHome) { $1 }
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        defer {
            // It may have been started with other signals ignored.
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        let port = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        try await body(GitServer(url: "http://127.0.0.1:\(port)/shop.git", process: process, allowed: allowed))
    }

    var host: String { URL(string: url).map { "http://127.0.0.1:\($0.port ?? 0)" } ?? "" }

    func allow(_ user: String, _ password: String) throws {
        try Data("\(user):\(password)\n".utf8).write(to: allowed)
    }

    private static let program = """
        import base64, os, subprocess, sys
        from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

        root, allowed = sys.argv[1:3]

        class Handler(BaseHTTPRequestHandler):
            def answer(self):
                given = self.headers.get("Authorization", "")
                known = open(allowed).read().split()
                pairs = ["Basic " + base64.b64encode(pair.encode()).decode() for pair in known]
                if given not in pairs:
                    self.send_response(401)
                    self.send_header("WWW-Authenticate", 'Basic realm="shop"')
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                if os.path.exists(os.path.join(root, "broken")): return self.send_error(503)
                path, _, query = self.path.partition("?")
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                environment = dict(os.environ, GIT_PROJECT_ROOT=root, GIT_HTTP_EXPORT_ALL="1", PATH_INFO=path,
                    QUERY_STRING=query, REQUEST_METHOD=self.command, REMOTE_USER="ann",
                    CONTENT_TYPE=self.headers.get("Content-Type", ""), CONTENT_LENGTH=str(len(body)),
                    HTTP_CONTENT_ENCODING=self.headers.get("Content-Encoding", ""))
                backend = subprocess.run(["git", "http-backend"], input=body, env=environment, stdout=subprocess.PIPE)
                head, _, content = backend.stdout.partition(b"\\r\\n\\r\\n")
                headers = [line.split(": ", 1) for line in head.decode().split("\\r\\n")]
                status = [value for name, value in headers if name == "Status"]
                self.send_response(int(status[0].split()[0]) if status else 200)
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

import Foundation
import Testing

@Suite("The engine on a network, with a client nobody here wrote", .timeLimit(.minutes(10)))
struct NetworkTests {
    @Test(
        "botocore signs in with the engine's key; unsigned, tampered, expired and misdirected requests are refused",
        .enabled(if: hasBotocore, "no botocore: pip install boto3"))
    func signIn() async throws {
        try await Workplace.project(simple) { place in
            #expect(try await place.sluice("deploy", "--yes").exitCode == 0)
            let before = try await place.sluice("engine", "env")
            #expect(before.exitCode == 4 && before.errors.contains("--listen"), "\(before.words)")
            #expect(try await place.sluice("engine", "stop").exitCode == 0)
            let server = try await place.start(
                ["engine", "serve", "--listen", "127.0.0.1:0"], untilItSays: "listening on http://127.0.0.1:")
            defer { server.terminate() }
            let lines = try await place.exports()
            let check = try await Command.run(
                URL(filePath: "/usr/bin/env"), ["python3", "-c", botocoreSession], in: place.folder,
                environment: place.environment.merging(lines) { _, new in new })
            #expect(check.exitCode == 0, "\(check.words)")
            #expect(
                check.output == """
                    Succeeded
                    UnrecognizedClientException
                    InvalidSignatureException
                    InvalidSignatureException
                    MissingAuthenticationTokenException
                    AccessDeniedException
                    PipelineNotFoundException

                    """, "\(check.words)")
            let stages = try await place.sluice(
                "--endpoint", lines["AWS_ENDPOINT_URL_CODEPIPELINE"] ?? "", "stages", with: lines)
            #expect(stages.exitCode == 0 && stages.output.contains("Succeeded"), "\(stages.words)")
            let unsigned = try await place.sluice("--endpoint", lines["AWS_ENDPOINT_URL_CODEPIPELINE"] ?? "", "stages")
            #expect(unsigned.exitCode == 1 && unsigned.errors.contains("Authentication Token"), "\(unsigned.words)")
        }
    }

    @Test("A port that another program has is said in a sentence")
    func takenPort() async throws {
        try await Workplace.project(simple) { place in
            let other = try await place.start(
                URL(filePath: "/usr/bin/env"), ["python3", "-u", "-m", "http.server", "--bind", "127.0.0.1", "0"],
                untilItSays: "Serving HTTP")
            defer { other.process.terminate() }
            let port = try #require(other.said.firstMatch(of: #/port ([0-9]+)/#)?.1)
            let serve = try await place.sluice("engine", "serve", "--listen", "127.0.0.1:\(port)")
            #expect(serve.exitCode == 1, "\(serve.words)")
            #expect(
                serve.errors == "The engine can't listen on 127.0.0.1:\(port): Address already in use.\n",
                "\(serve.words)")
        }
    }

    @Test("An address that others can reach takes a flag and a certificate")
    func beyondLoopback() async throws {
        try await Workplace.project(simple) { place in
            let open = try await place.sluice("engine", "serve", "--listen", "0.0.0.0:0")
            #expect(open.exitCode == 2 && open.errors.contains("--beyond-loopback"), "\(open.words)")
            let bare = try await place.sluice("engine", "serve", "--listen", "0.0.0.0:0", "--beyond-loopback")
            #expect(bare.exitCode == 1 && bare.errors.contains("--certificate"), "\(bare.words)")
        }
    }

    @Test(
        "Beyond this machine the AWS CLI speaks TLS with the engine, and nothing speaks anything else",
        .enabled(if: isProgram("openssl", "version") && AmazonCLI.isInstalled, "no openssl or no AWS CLI"))
    func tls() async throws {
        try await Workplace.project(simple) { place in
            #expect(try await place.sluice("deploy", "--yes").exitCode == 0)
            let (certificate, key) = try await place.certificate("engine", for: "DNS:localhost,IP:127.0.0.1")
            let flags = ["--listen", "0.0.0.0:0", "--beyond-loopback", "--certificate", certificate, "--key", key]
            try await place.serving(flags) { exports in
                let address = try #require(exports["AWS_ENDPOINT_URL_CODEPIPELINE"])
                #expect(address.hasPrefix("https://localhost:"))
                var trusting = exports.merging(["AWS_CA_BUNDLE": certificate, "AWS_MAX_ATTEMPTS": "1"]) { $1 }
                let list = ["codepipeline", "list-pipelines"]
                let answer = try await AmazonCLI(place: place, exports: trusting).run(list)
                #expect(answer.exitCode == 0 && answer.output.contains("shop"), "\(answer.words)")
                trusting["AWS_ENDPOINT_URL_CODEPIPELINE"] = address.replacing("https:", with: "http:")
                let plain = try await AmazonCLI(place: place, exports: trusting).run(list)
                #expect(plain.exitCode != 0 && !plain.output.contains("shop"), "\(plain.words)")
                let strange = try await AmazonCLI(
                    place: place, exports: exports.merging(["AWS_MAX_ATTEMPTS": "1"]) { $1 }
                ).run(list)
                #expect(strange.exitCode != 0 && strange.errors.contains("SSL"), "\(strange.words)")
            }
        }
    }

    @Test(
        "A self-signed certificate is trusted by its file, unless it says that it signs none: then it is said what helps",
        .enabled(if: isProgram("openssl", "version"), "no openssl"))
    func trust() async throws {
        try await Workplace.project(simple) { place in
            #expect(try await place.sluice("deploy", "--yes").exitCode == 0)
            let names = "DNS:localhost,IP:127.0.0.1"
            let leaf = ["basicConstraints=critical,CA:FALSE", "keyUsage=critical,digitalSignature"]
            for (extensions, isTrusted) in [([], true), (Array(leaf.prefix(1)), true), (leaf, false)] {
                let (certificate, key) = try await place.certificate("engine", for: names, extensions: extensions)
                let flags = ["--listen", "127.0.0.1:0", "--certificate", certificate, "--key", key]
                try await place.serving(flags) { exports in
                    let trusting = exports.merging(["AWS_CA_BUNDLE": certificate, "AWS_MAX_ATTEMPTS": "1"]) { $1 }
                    let stages = try await place.sluice("--endpoint", "aws", "stages", with: trusting)
                    #expect(stages.exitCode == (isTrusted ? 0 : 4), "\(stages.words)")
                    #expect(stages.errors.contains("keyCertSign") != isTrusted, "\(stages.words)")
                }
            }
        }
    }

    @Test(
        "Certificate files that can't be used are named, with what is wrong",
        .enabled(if: isProgram("openssl", "version"), "no openssl"))
    func badCertificates() async throws {
        try await Workplace.project(simple) { place in
            let (certificate, key) = try await place.certificate("one", for: "DNS:localhost")
            let (_, other) = try await place.certificate("other", for: "DNS:localhost")
            let nothing = place.folder.appending(path: "nothing.pem").path
            let cases = [
                (nothing, key, "\(nothing) can't be used: there is no such file"),
                (certificate, nothing, "\(nothing) can't be used: there is no such file"),
                (key, key, "\(key) can't be used: there is no certificate"),
                (certificate, certificate, "\(certificate) can't be used: there is no private key"),
                (certificate, other, "\(other) can't be used: it is not the key of the certificate"),
            ]
            for (certificate, key, words) in cases {
                let serve = try await place.sluice(
                    "engine", "serve", "--listen", "127.0.0.1:0", "--certificate", certificate, "--key", key)
                #expect(serve.exitCode == 1 && serve.errors.contains(words), "\(serve.words)")
            }
        }
    }
}

private let botocoreSession = """
    import datetime, json, os, urllib.request, urllib.error
    import botocore.session, botocore.auth, botocore.exceptions
    from botocore.credentials import Credentials
    from unittest import mock

    session = botocore.session.get_session()
    client = session.create_client("codepipeline")
    state = client.get_pipeline_state(name="shop")
    print(state["stageStates"][0]["latestExecution"]["status"])

    def refused(call):
        try:
            call()
            print("let in")
        except botocore.exceptions.ClientError as error:
            print(error.response["Error"]["Code"])

    def other(**keys):
        keys = {"aws_access_key_id": os.environ["AWS_ACCESS_KEY_ID"],
                "aws_secret_access_key": os.environ["AWS_SECRET_ACCESS_KEY"], **keys}
        return session.create_client("codepipeline", **keys)

    refused(lambda: other(aws_access_key_id="SLUICENOBODYSKEY0000").list_pipelines())
    refused(lambda: other(aws_secret_access_key="x" * 40).list_pipelines())

    past = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(minutes=6)
    naive = past.replace(tzinfo=None)
    clock = "botocore.auth.get_current_datetime"
    try:
        patch = mock.patch(clock, lambda *a, **k: naive if (k.get("remove_tzinfo", True)) else past)
        patch.start()
    except AttributeError:
        class Then(datetime.datetime):
            @classmethod
            def utcnow(cls): return naive
        patch = mock.patch("botocore.auth.datetime.datetime", Then)
        patch.start()
    refused(lambda: other().list_pipelines())
    patch.stop()

    def raw(headers):
        request = urllib.request.Request(os.environ["AWS_ENDPOINT_URL_CODEPIPELINE"] + "/", data=b"{}", headers={
            "X-Amz-Target": "CodePipeline_20150709.ListPipelines", "Content-Type": "application/x-amz-json-1.1", **headers})
        try:
            urllib.request.urlopen(request)
            print("let in")
        except urllib.error.HTTPError as error:
            print(json.loads(error.read())["__type"])

    raw({})
    raw({"Host": "evil.example:80"})
    refused(lambda: client.get_pipeline(name="nowhere"))
    """

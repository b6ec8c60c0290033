"""AWS as far as a test says what it answers, and botocore's models say that AWS could.

    python3 stubs.py PLAN LOG

PLAN is JSON: by the name of an operation the answers to it, one after another, the last again and again. An answer is
{"output": …}, or {"error": CODE, "message": TEXT, "status": NUMBER}. Every answer is written as the service writes it, read
again by botocore's own parser, and has to come back as it was; every request has to fit the operation's input. What does not
is answered with 599, which no client takes for anything else, and said on the standard error.

Prints its port, and writes a line of JSON into the file LOG for every request: the operation and its input.
"""

import datetime
import http.server
import json
import sys
import urllib.parse
from xml.sax.saxutils import escape

import botocore.parsers
import botocore.session
import botocore.utils
import botocore.validate

SERVICES = ["codepipeline", "codebuild", "logs", "cloudformation", "sts", "ssm", "s3"]
# What every service may say (Common Errors of the services' API references).
COMMON_ERRORS = {
    "AccessDenied", "AccessDeniedException", "ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId",
    "ThrottlingException", "Throttling", "UnrecognizedClientException", "ValidationError", "ServiceUnavailable",
}

session = botocore.session.get_session()
models = [session.get_service_model(name) for name in SERVICES]


class Wrong(Exception):
    """A request or an answer that is none of AWS's."""


def operation_of(headers, form):
    """The operation that a request is for."""
    target = headers.get("x-amz-target")
    for model in models:
        if target:
            prefix, _, name = target.partition(".")
            if model.metadata.get("targetPrefix") == prefix:
                return model.operation_model(name)
        elif form and form.get("Version") == model.api_version and model.metadata["protocol"] == "query":
            return model.operation_model(form["Action"])
    raise Wrong(f"a request for nothing that is known: {target or form}")


def unknown_members(value, shape, path=""):
    """Members that a shape does not have, which botocore's validation lets pass."""
    if shape.type_name == "structure" and isinstance(value, dict):
        for name, inner in value.items():
            if name not in shape.members:
                yield f"{path}.{name}"
            else:
                yield from unknown_members(inner, shape.members[name], f"{path}.{name}")
    elif shape.type_name == "list" and isinstance(value, list):
        for inner in value:
            yield from unknown_members(inner, shape.member, f"{path}[]")


def check(value, shape, what):
    if shape is None:
        return
    report = botocore.validate.ParamValidator().validate(value, shape)
    if report.has_errors():
        raise Wrong(f"{what}: {report.generate_report()}")
    unknown = list(unknown_members(value, shape))
    if unknown:
        raise Wrong(f"{what}: no members {unknown}")


def nested(form, shape):
    """The input that the fields of a form stand for."""
    value = {}
    for name, member in shape.members.items():
        key = member.serialization.get("name", name)
        if member.type_name == "list":
            entries = {}
            for field, text in form.items():
                if field.startswith(f"{key}.member."):
                    number, _, rest = field[len(f"{key}.member.") :].partition(".")
                    entries.setdefault(int(number), {})[rest] = text
            if entries:
                value[name] = [
                    nested(entry, member.member) if "" not in entry else entry[""]
                    for _, entry in sorted(entries.items())
                ]
        elif key in form:
            text = form[key]
            kinds = {"boolean": lambda: text == "true", "integer": lambda: int(text)}
            value[name] = kinds.get(member.type_name, lambda: text)()
    return value


def as_json(value, shape):
    if shape.type_name == "structure":
        return {name: as_json(inner, shape.members[name]) for name, inner in value.items()}
    if shape.type_name == "list":
        return [as_json(inner, shape.member) for inner in value]
    if shape.type_name == "map":
        return {key: as_json(inner, shape.value) for key, inner in value.items()}
    if shape.type_name == "timestamp":
        return botocore.utils.parse_timestamp(value).timestamp()
    return value


def as_xml(value, shape):
    if shape.type_name == "structure":
        return "".join(
            f"<{shape.members[name].serialization.get('name', name)}>{as_xml(inner, shape.members[name])}"
            f"</{shape.members[name].serialization.get('name', name)}>"
            for name, inner in value.items()
        )
    if shape.type_name == "list":
        name = shape.member.serialization.get("name", "member")
        return "".join(f"<{name}>{as_xml(inner, shape.member)}</{name}>" for inner in value)
    if isinstance(value, bool):
        return str(value).lower()
    return escape(str(value))


def plain(value):
    """Times as texts, as the plan has them."""
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items() if name != "ResponseMetadata"}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value


def written(operation, answer):
    """Status, headers and body of an answer."""
    protocol = operation.service_model.metadata["protocol"]
    if "error" in answer:
        code, message = answer["error"], answer.get("message", "")
        known = {shape.error_code for shape in operation.error_shapes} | {s.name for s in operation.error_shapes}
        if code not in known | COMMON_ERRORS:
            raise Wrong(f"{operation.name} has no error {code}")
        status = answer.get("status", 400)
        if protocol == "query":
            body = f"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{escape(message)}</Message></Error><RequestId>1</RequestId></ErrorResponse>"
        else:
            body = json.dumps({"__type": code, "message": message})
    else:
        check(answer["output"], operation.output_shape, f"the answer to {operation.name}")
        status = 200
        if operation.output_shape is None:
            body = ""
        elif protocol == "query":
            wrapper = operation.output_shape.serialization.get("resultWrapper", f"{operation.name}Result")
            inner = as_xml(answer["output"], operation.output_shape)
            body = f"<{operation.name}Response><{wrapper}>{inner}</{wrapper}><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></{operation.name}Response>"
        else:
            body = json.dumps(as_json(answer["output"], operation.output_shape))
    kind = "text/xml" if protocol == "query" else "application/x-amz-json-1.1"
    reread(operation, protocol, status, kind, body, answer)
    return status, kind, body


def reread(operation, protocol, status, kind, body, answer):
    """Botocore has to read what was meant."""
    parser = botocore.parsers.create_parser(protocol)
    response = {"status_code": status, "headers": {"content-type": kind}, "body": body.encode()}
    read = parser.parse(response, operation.output_shape)
    if "error" in answer:
        if read["Error"]["Code"] != answer["error"]:
            raise Wrong(f"{operation.name}: botocore reads the error {read['Error']}")
    elif operation.output_shape is not None and plain(read) != answer["output"]:
        raise Wrong(f"{operation.name}: botocore reads {plain(read)}")


class Stub(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    plan = {}

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        try:
            status, kind, text = self.answer(body.decode())
        except Wrong as wrong:
            print(wrong, file=sys.stderr, flush=True)
            status, kind, text = 599, "text/plain", str(wrong)
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def answer(self, body):
        is_json = "x-amz-target" in self.headers
        form = {} if is_json else dict(urllib.parse.parse_qsl(body, keep_blank_values=True))
        operation = operation_of(self.headers, form)
        value = json.loads(body) if is_json else nested(form, operation.input_shape)
        check(value, operation.input_shape, f"the request for {operation.name}")
        with open(sys.argv[2], "a", encoding="utf-8") as log:
            log.write(json.dumps({"operation": operation.name, "input": value}) + "\n")
        answers = self.plan.get(operation.name)
        if not answers:
            raise Wrong(f"nobody expected {operation.name}")
        return written(operation, answers.pop(0) if len(answers) > 1 else answers[0])

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    Stub.plan = json.loads(sys.argv[1])
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Stub)
    print(f"listening at {server.server_port}.", flush=True)
    server.serve_forever()

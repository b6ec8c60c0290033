"""A labelled set that is not made from the scanner's own patterns: credentials as their providers' documentation describes
them, in the places where people leave them, and harmless text that looks like them.

Eight kinds were taken up into the scanner because this set showed that they were missed, so it is no blind test of those.

All of it is made from random characters here, so nothing in it opens anything. Each text is a file of its own, and has one
credential, or none.
"""

import base64
import binascii
import json
import random
import string
import uuid

DIGITS, LOWER, UPPER = string.digits, string.ascii_lowercase, string.ascii_uppercase
ALNUM = LOWER + UPPER + DIGITS
HEX = DIGITS + "abcdef"
WORD = ALNUM + "-_"


class Chance:
    def __init__(self, seed: int):
        self.random = random.Random(seed)

    def of(self, characters: str, count: int) -> str:
        return "".join(self.random.choices(characters, k=count))

    def data(self, count: int) -> bytes:
        return self.random.randbytes(count)

    def base64(self, count: int) -> str:
        return base64.b64encode(self.data(count)).decode()

    def uuid(self) -> str:
        return str(uuid.UUID(bytes=self.data(16), version=4))

    def checked(self, prefix: str) -> str:
        """Thirty characters and their CRC-32 in base 62, as GitHub and npm write tokens."""
        body, number, check = self.of(ALNUM, 30), 0, ""
        number = binascii.crc32(body.encode())
        for _ in range(6):
            number, digit = divmod(number, 62)
            check = (DIGITS + UPPER + LOWER)[digit] + check
        return prefix + body + check

    def pem(self, kind: str, count: int, newline="\n") -> str:
        text = self.base64(count)
        lines = [text[start:start + 64] for start in range(0, len(text), 64)]
        return newline.join([f"-----BEGIN {kind}-----", *lines, f"-----END {kind}-----"])

    def jwt(self) -> str:
        def part(value) -> str:
            return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")
        claims = {"sub": self.of(DIGITS, 10), "iat": 1516239022, "role": "admin"}
        signature = base64.urlsafe_b64encode(self.data(32)).decode().rstrip("=")
        return f'{part({"alg": "HS256", "typ": "JWT"})}.{part(claims)}.{signature}'


def secrets() -> dict:
    c = Chance(41)
    of = c.of
    service_account = json.dumps({
        "type": "service_account", "project_id": "shop", "private_key_id": of(HEX, 40),
        "private_key": c.pem("PRIVATE KEY", 1200) + "\n", "client_email": "ci@shop.iam.gserviceaccount.com"}, indent=2)
    return {
        "github-actions": f'env:\n  GITHUB_TOKEN: {c.checked("ghp_")}\n',
        "github-oauth": f'curl -H "Authorization: Bearer {c.checked("gho_")}" https://api.github.com/user\n',
        "github-app": f'token := "{c.checked("ghs_")}"\n',
        "github-fine-grained": f"GH_PAT=github_pat_{of(ALNUM, 22)}_{of(ALNUM, 59)}\n",
        "gitlab": f"git remote add up https://oauth2:glpat-{of(WORD, 20)}@gitlab.com/acme/shop.git\n",
        "gitlab-runner": f'token = "glrt-{of(WORD, 20)}"\n',
        "bitbucket": f"BITBUCKET_APP_PASSWORD=ATBB{of(ALNUM, 32)}\n",
        "atlassian": f'jira.token: "ATATT3xFfGF0{of(WORD, 171)}={of(HEX.upper(), 8)}"\n',
        "aws-file": f"[default]\naws_access_key_id = AKIA{of(UPPER + '234567', 16)}\naws_secret_access_key = {c.base64(30)}\n",
        "aws-code": f'boto3.client("s3", aws_secret_access_key="{c.base64(30)}", region_name="us-east-1")\n',
        "aws-session": f"export AWS_SESSION_TOKEN={c.base64(330)}\n",
        "azure-storage": "conn=DefaultEndpointsProtocol=https;AccountName=shop;"
        f"AccountKey={c.base64(64)};EndpointSuffix=core.windows.net\n",
        "azure-client": f'"clientSecret": "{of(ALNUM, 3)}8Q~{of(WORD, 34)}",\n',
        "azure-sas": "https://shop.blob.core.windows.net/a?sv=2022-11-02&ss=b&srt=co&sp=rl&se=2030-01-01T00:00:00Z&sig="
        + c.base64(32).replace("+", "%2B").replace("/", "%2F").replace("=", "%3D") + "\n",
        "azure-devops": f"AZURE_DEVOPS_EXT_PAT={of(LOWER + '234567', 52)}\n",
        "google-api": f'<script src="https://maps.googleapis.com/maps/api/js?key=AIza{of(WORD, 35)}"></script>\n',
        "google-service-account": service_account + "\n",
        "google-oauth": f'"client_secret": "GOCSPX-{of(WORD, 28)}"\n',
        "slack-bot": f'SLACK_BOT_TOKEN="xoxb-{of(DIGITS, 12)}-{of(DIGITS, 13)}-{of(ALNUM, 24)}"\n',
        "slack-webhook": f"https://hooks.slack.com/services/T{of(UPPER, 8)}/B{of(UPPER, 10)}/{of(ALNUM, 24)}\n",
        "discord-bot": f'client.login("{base64.b64encode(of(DIGITS, 18).encode()).decode()}.{of(WORD, 6)}.{of(WORD, 38)}")\n',
        "discord-webhook": f"https://discord.com/api/webhooks/{of(DIGITS, 18)}/{of(WORD, 68)}\n",
        "telegram": f"bot_token: {of(DIGITS, 10)}:AA{of(WORD, 33)}\n",
        "twilio": f'client = Client("AC{of(HEX, 32)}", "{of(HEX, 32)}")\nauth_token = "{of(HEX, 32)}"\n',
        "sendgrid": f"SENDGRID_API_KEY=SG.{of(WORD, 22)}.{of(WORD, 43)}\n",
        "mailgun": f"mailgun_key: key-{of(HEX, 32)}\n",
        "mailchimp": f"MAILCHIMP_API_KEY={of(HEX, 32)}-us14\n",
        "postmark": f"POSTMARK_SERVER_TOKEN={c.uuid()}\n",
        "stripe": f'Stripe.api_key = "sk_live_{of(ALNUM, 24)}"\n',
        "stripe-restricted": f"STRIPE_KEY=rk_live_{of(ALNUM, 99)}\n",
        "stripe-webhook": f"STRIPE_WEBHOOK_SECRET=whsec_{of(ALNUM, 32)}\n",
        "square": f"SQUARE_ACCESS_TOKEN=EAAA{of(WORD, 60)}\n",
        "shopify": f"shopify_token: shpat_{of(HEX, 32)}\n",
        "paypal-braintree": f"access_token$production${of(ALNUM.lower(), 16)}${of(HEX, 32)}\n",
        "npmrc": f'//registry.npmjs.org/:_authToken={c.checked("npm_")}\n',
        "npmrc-legacy": f"//npm.example.com/:_auth={base64.b64encode(('ci:' + of(ALNUM, 20)).encode()).decode()}\n",
        "pypirc": f"[pypi]\nusername = __token__\npassword = pypi-AgEIcHlwaS5vcmc{of(WORD, 150)}\n",
        "rubygems": f":rubygems_api_key: rubygems_{of(HEX, 48)}\n",
        "crates": f'[registry]\ntoken = "cio{of(ALNUM, 32)}"\n',
        "nuget": f"dotnet nuget push a.nupkg -k oy2{of(LOWER + DIGITS, 43)}\n",
        "docker-token": f"echo dckr_pat_{of(WORD, 27)} | docker login -u acme --password-stdin\n",
        "docker-config": json.dumps({"auths": {"registry.example.com": {
            "auth": base64.b64encode(("ci:" + of(ALNUM, 24)).encode()).decode()}}}) + "\n",
        "vault": f"VAULT_TOKEN=hvs.{of(WORD, 95)}\n",
        "terraform-cloud": f'credentials "app.terraform.io" {{\n  token = "{of(ALNUM, 14)}.atlasv1.{of(ALNUM, 67)}"\n}}\n',
        "terraform-variable": f'variable "db_password" {{\n  default = "{of(ALNUM, 20)}"\n}}\n',
        "digitalocean": f'do_token = "dop_v1_{of(HEX, 64)}"\n',
        "heroku": f"HEROKU_API_KEY={c.uuid()}\n",
        "cloudflare": f"CLOUDFLARE_API_TOKEN={of(WORD, 40)}\n",
        "fastly": f"FASTLY_API_TOKEN={of(WORD, 32)}\n",
        "netlify": f"NETLIFY_AUTH_TOKEN=nfp_{of(ALNUM, 36)}\n",
        "supabase": f"SUPABASE_ACCESS_TOKEN=sbp_{of(HEX, 40)}\n",
        "planetscale": f'password: "pscale_pw_{of(WORD, 43)}"\n',
        "databricks": f"[DEFAULT]\nhost = https://x.cloud.databricks.com\ntoken = dapi{of(HEX, 32)}\n",
        "datadog": f"DD_API_KEY={of(HEX, 32)}\n",
        "newrelic": f"NEW_RELIC_API_KEY=NRAK-{of(UPPER + DIGITS, 27)}\n",
        "sentry": f"auth.token=sntrys_{base64.b64encode(c.data(90)).decode().rstrip('=')}_{of(ALNUM, 43)}\n",
        "grafana": f"GRAFANA_TOKEN=glsa_{of(ALNUM, 32)}_{of(HEX, 8)}\n",
        "dynatrace": f"dt0c01.{of(UPPER + '234567', 24)}.{of(UPPER + '234567', 64)}\n",
        "sonarqube": f"sonar.login=sqp_{of(HEX, 40)}\n",
        "artifactory": f'artifactory_api_key = "AKCp{of(ALNUM, 69)}"\n',
        "postman": f"POSTMAN_API_KEY=PMAK-{of(HEX, 24)}-{of(HEX, 34)}\n",
        "linear": f"LINEAR_API_KEY=lin_api_{of(ALNUM, 40)}\n",
        "notion": f"NOTION_TOKEN=ntn_{of(ALNUM, 46)}\n",
        "airtable": f"AIRTABLE_PAT=pat{of(ALNUM, 14)}.{of(HEX, 64)}\n",
        "figma": f"X-Figma-Token: figd_{of(WORD, 40)}\n",
        "dropbox": f"DROPBOX_TOKEN=sl.{of(WORD, 135)}\n",
        "openai": f'openai.api_key = "sk-proj-{of(WORD, 74)}T3BlbkFJ{of(WORD, 74)}"\n',
        "anthropic": f"ANTHROPIC_API_KEY=sk-ant-api03-{of(WORD, 93)}AA\n",
        "huggingface": f'HfApi(token="hf_{of(ALNUM, 34)}")\n',
        "mapbox": f'mapboxgl.accessToken = "sk.eyJ1{of(ALNUM, 56)}.{of(WORD, 22)}";\n',
        "okta": f"Authorization: SSWS 00{of(WORD, 40)}\n",
        "jwt": f"curl -H 'Authorization: Bearer {c.jwt()}' https://api.example.com/\n",
        "basic-auth": f"Authorization: Basic {base64.b64encode(('admin:' + of(ALNUM, 18)).encode()).decode()}\n",
        "curl-user": f"curl -u admin:{of(ALNUM, 18)} https://ci.example.com/job\n",
        "postgres": f"DATABASE_URL=postgres://shop:{of(ALNUM, 16)}@db.example.com:5432/shop\n",
        "mongodb": f'mongoose.connect("mongodb+srv://shop:{of(ALNUM, 16)}@c0.abcde.mongodb.net/shop")\n',
        "redis": f"REDIS_URL=rediss://default:{of(ALNUM, 32)}@cache.example.com:6380/0\n",
        "amqp": f"amqp://worker:{of(ALNUM, 16)}@mq.example.com/vhost\n",
        "jdbc": f"spring.datasource.url=jdbc:mysql://db.example.com/shop?user=shop&password={of(ALNUM, 16)}\n",
        "spring-password": f"spring.datasource.password={of(ALNUM, 16)}\n",
        "sql-server": f"Server=db.example.com;Database=shop;User Id=sa;Password={of(ALNUM, 16)}!;Encrypt=true\n",
        "netrc": f"machine git.example.com login ci password {of(ALNUM, 20)}\n",
        "django": f"SECRET_KEY = 'django-insecure-{of(ALNUM + '!@#$%^&*(-_=+)', 50)}'\n",
        "rails": f"production:\n  secret_key_base: {of(HEX, 128)}\n",
        "wordpress": f"define( 'DB_PASSWORD', '{of(ALNUM, 18)}' );\n",
        "kubernetes": "apiVersion: v1\nkind: Secret\nmetadata: { name: db }\ndata:\n  password: "
        f"{base64.b64encode(of(ALNUM, 24).encode()).decode()}\n",
        "compose": f"services:\n  db:\n    environment:\n      POSTGRES_PASSWORD: {of(ALNUM, 18)}\n",
        "python-password": f'connect(host="db", user="shop", password="{of(ALNUM, 14)}")\n',
        "java-password": f'private static final String PASSWORD = "{of(ALNUM + "!#%", 16)}";\n',
        "rsa": c.pem("RSA PRIVATE KEY", 1190) + "\n",
        "openssh": c.pem("OPENSSH PRIVATE KEY", 420) + "\n",
        "pkcs8-in-json": '{"key": "' + c.pem("PRIVATE KEY", 1217, newline="\\n") + '"}\n',
        "pgp": c.pem("PGP PRIVATE KEY BLOCK", 900).replace("\n", "\n\n", 1) + "\n",
        "age": f"# created: 2026-01-01\nAGE-SECRET-KEY-1{of('QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L', 58)}\n",
        "wireguard": f"[Interface]\nPrivateKey = {c.base64(32)}\nAddress = 10.0.0.2/24\n",
    }


def harmless() -> dict:
    c = Chance(42)
    of = c.of
    digest = c.base64(64)
    return {
        "uuid": f"request-id: {c.uuid()}\ncorrelation = '{c.uuid()}'\n",
        "commit": f"Fixes {of(HEX, 40)} (was: {of(HEX, 7)})\n",
        "package-lock": json.dumps({"packages": {"node_modules/a": {
            "version": "1.2.3", "resolved": "https://registry.npmjs.org/a/-/a-1.2.3.tgz", "integrity": f"sha512-{digest}"}}},
            indent=2),
        "yarn-lock": f'a@^1.0.0:\n  version "1.2.3"\n  resolved "https://registry.yarnpkg.com/a/-/a-1.2.3.tgz#{of(HEX, 40)}"\n'
        f"  integrity sha512-{c.base64(64)}\n",
        "go-sum": f"golang.org/x/net v0.17.0 h1:{c.base64(32)}\ngolang.org/x/net v0.17.0/go.mod h1:{c.base64(32)}\n",
        "cargo-lock": f'[[package]]\nname = "serde"\nversion = "1.0.1"\nchecksum = "{of(HEX, 64)}"\n',
        "poetry-lock": f'files = [\n    {{file = "a-1.whl", hash = "sha256:{of(HEX, 64)}"}},\n]\n',
        "requirements": f"attrs==23.1.0 --hash=sha256:{of(HEX, 64)}\n",
        "gemfile-lock": f"CHECKSUMS\n  rake (13.0.6) sha256={of(HEX, 64)}\n",
        "swift-resolved": f'"revision" : "{of(HEX, 40)}",\n"version" : "1.2.3"\n',
        "docker-digest": f"FROM python:3.12@sha256:{of(HEX, 64)}\n",
        "action-pin": f"      - uses: actions/checkout@{of(HEX, 40)} # v4.1.1\n",
        "sri": f'<script src="a.js" integrity="sha384-{c.base64(48)}" crossorigin="anonymous"></script>\n',
        "image": f'<img src="data:image/png;base64,iVBORw0KGgo{c.base64(900)}">\n',
        "svg": f'<path d="M{of(DIGITS, 3)}.{of(DIGITS, 2)} {of(DIGITS, 2)}l{of(DIGITS, 4)}z" id="path{of(DIGITS, 4)}"/>\n',
        "font": f"src: url(data:font/woff2;base64,d09GMgAB{c.base64(600)}) format('woff2');\n",
        "source-map": f"//# sourceMappingURL=data:application/json;base64,{base64.b64encode(b'{}' * 40).decode()}\n",
        "certificate": c.pem("CERTIFICATE", 900) + "\n",
        "public-key": c.pem("PUBLIC KEY", 294) + "\n",
        "authorized-key": f"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{c.base64(32)[:43]} ann@example.com\n",
        "known-host": f"|1|{c.base64(20)}|{c.base64(20)} ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTY{c.base64(77)}\n",
        "age-recipient": f"age1{of('qpzry9x8gf2tvdw0s3jn54khce6mua7l', 58)}\n",
        "pgp-public": c.pem("PGP PUBLIC KEY BLOCK", 400) + "\n",
        "etag": f'ETag: "{of(HEX, 32)}-5"\nX-Amz-Version-Id: {of(WORD, 32)}\n',
        "arn": f"arn:aws:iam::{of(DIGITS, 12)}:role/deploy-{of(ALNUM, 12)}\n",
        "arn-secret": f"arn:aws:secretsmanager:us-east-1:{of(DIGITS, 12)}:secret:prod/db-{of(ALNUM, 6)}\n",
        "env-reference": "password: ${DB_PASSWORD}\ntoken: ${{ secrets.GITHUB_TOKEN }}\nAPI_KEY=$API_KEY\n",
        "env-example": "DB_PASSWORD=changeme\nAPI_KEY=your-api-key-here\nSECRET_KEY=<generate me>\nSTRIPE_KEY=sk_live_xxxxxxxxxxxx\n",
        "docs-aws": "aws_access_key_id = AKIAIOSFODNN7" + "EXAMPLE\n",
        "docs-url": "postgres://user:password@localhost:5432/db\nhttps://<user>:<token>@github.com/acme/shop.git\n",
        "docs-curl": "curl -u user:password https://api.example.com\ncurl -H 'Authorization: Bearer <token>' https://a\n",
        "vault-lookup": 'password = vault.read("secret/db")["password"]\ntoken = os.environ["GITHUB_TOKEN"]\n',
        "ask-password": "password = getpass.getpass('Password: ')\nsecret = input()\npassword_hash = hash(password)\n",
        "type-names": "class PasswordResetTokenGenerator(TokenGenerator):\n    secret_key_setting_name = 'SECRET_KEY'\n",
        "cloudformation": "MasterUserPassword: !Sub '{{resolve:secretsmanager:${Secret}:SecretString:password}}'\n",
        "bcrypt": "hash: $2b$12$" + of(ALNUM + "./", 53) + "\n",
        "md5-list": "".join(f"{of(HEX, 32)}  file{n}.bin\n" for n in range(5)),
        "hex-colours": "colors = ['#1f77b4', '#ff7f0e', '#2ca02c', '#d62728', '#9467bd', '#8c564b']\n",
        "words": "correcthorsebatterystaple the quick brown fox jumps over the lazy dog\n",
        "identifier": f'xcode: {of(HEX.upper(), 24)} /* AppDelegate.swift */ = {{isa = PBXFileReference; }};\n',
        "minified": "!function(e,t){var n=function(){return e.apply(this,arguments)};t.exports=n}(a,b);\n" * 4,
        "stripe-publishable": f"STRIPE_PUBLISHABLE=pk_test_{of(ALNUM, 24)}\n",
        "telephone": "+1 555 0100 0199, IBAN DE89 3704 0044 0532 0130 00, card 4242 4242 4242 4242\n",
        "mac-ip": "52:54:00:12:34:56 2001:db8:85a3::8a2e:370:7334 192.0.2.17\n",
        "password-prose": "Choose a password of at least twelve characters; the token expires after an hour.\n",
        "null-password": "password: null\npassword = None\n\"secret\": \"\"\nPASSWORD=\n",
        "test-password": 'login(user="test", password="test")\nassert check_password("password")\n',
        "protobuf": "".join(f"\\x{of(HEX, 2)}" for _ in range(60)) + "\n",
        "translation": 'msgid "Your API key"\nmsgstr "Ihr API-Schlüssel"\nmsgid "Reset password"\nmsgstr "Kennwort zurücksetzen"\n',
        "notebook": json.dumps({"cells": [{"outputs": [{"data": {"image/png": c.base64(700)}}], "id": of(HEX, 8)}]}),
        "trace-id": f"traceparent: 00-{of(HEX, 32)}-{of(HEX, 16)}-01\n",
        "ulid": f"id = {of('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 26)}\nnanoid = {of(WORD, 21)}\n",
        "snapshot-name": f"chunk-{of(UPPER + DIGITS, 8)}.js main.{of(HEX, 20)}.css vendor~{of(HEX, 8)}.js\n",
        "encrypted-sops": f"password: ENC[AES256_GCM,data:{c.base64(15)},iv:{c.base64(32)},tag:{c.base64(16)},type:str]\n",
        "ansible-vault": "$ANSIBLE_VAULT;1.1;AES256\n" + "\n".join(of(DIGITS, 80) for _ in range(4)) + "\n",
        "sealed-secret": f"spec:\n  encryptedData:\n    password: AgB{c.base64(360)}\n",
    }

import Foundation

extension Specimen {
    static func services(_ r: inout RandomText) -> [Specimen] {
        [
            Specimen("anthropic-api-key", "sk-ant-api03-" + r.letters(93) + "AA"),
            Specimen("openai-api-key", "sk-proj-" + r.letters(120)),
            Specimen("openai-api-key", "sk-" + r.letters(20) + "T3Blbk" + "FJ" + r.letters(20)),
            Specimen("hugging-face-token", "hf_" + r.letters(34)),
            Specimen("groq-api-key", "gsk_" + r.letters(52)),
            Specimen("xai-api-key", "xai-" + r.letters(80)),
            Specimen("perplexity-api-key", "pplx-" + r.letters(48)),
            Specimen("replicate-token", "r8_" + r.letters(37)),
            Specimen("datadog-key", "DD_API_KEY=" + r.hex(32)),
            Specimen("datadog-key", "datadog_app_key: " + r.hex(40)),
            Specimen("new-relic-key", "NRAK-" + r.upper(27)),
            Specimen("grafana-service-token", "glsa_" + r.letters(32) + "_" + r.hex(8)),
            Specimen("grafana-cloud-token", "glc_" + r.letters(120)),
            Specimen("grafana-api-key", base64URL(#"{"k":""# + r.letters(32) + #"","n":"admin","id":1}"#)),
            Specimen("pagerduty-api-key", "PAGERDUTY_TOKEN=" + r.letters(20)),
            Specimen("linear-api-key", "lin_api_" + r.letters(40)),
            Specimen("notion-token", "ntn_" + r.digits(11) + r.letters(35)),
            Specimen("notion-token", "secret_" + r.letters(43)),
            Specimen("terraform-cloud-token", r.letters(14) + ".atlasv1." + r.letters(67)),
            Specimen("onepassword-token", "ops_" + "eyJ" + r.letters(400)),
            Specimen("launchdarkly-key", "sdk-" + r.uuid()), Specimen("snyk-token", "SNYK_TOKEN=" + r.uuid()),
            Specimen("vault-token", "hvs." + r.letters(95)),
            Specimen("doppler-token", "dp.pt." + r.letters(43)),
            Specimen("okta-api-token", "OKTA_TOKEN=00" + r.letters(40)),
            Specimen("okta-api-token", "Authorization: SSWS 00" + r.letters(40)),
            Specimen("airtable-token", "AIRTABLE_PAT=pat" + r.letters(14) + "." + r.hex(64)),
            Specimen("postmark-token", "POSTMARK_SERVER_TOKEN=" + r.uuid()),
            Specimen("postman-api-key", "PMAK-" + r.hex(24) + "-" + r.hex(34)),
            Specimen("sentry-token", "sntrys_" + r.letters(120)),
            Specimen("pulumi-token", "pul-" + r.hex(40)),
            Specimen("figma-token", "figd_" + r.letters(40)),
            Specimen("contentful-token", "CFPAT-" + r.letters(43)),
            Specimen("dynatrace-token", "dt0c01." + r.upper(24) + "." + r.upper(64)),
            Specimen("prefect-key", "pnu_" + r.letters(36)),
            Specimen("typeform-token", "tfp_" + r.letters(44)),
            Specimen("adafruit-key", "aio_" + r.letters(28)),
            Specimen("readme-key", "rdme_" + r.lower(70)),
            Specimen("mapbox-token", "sk.eyJ" + r.letters(80) + "." + r.letters(22)),
            Specimen("dropbox-token", "sl." + r.letters(140)),
        ]
    }

    static func keys(_ r: inout RandomText) -> [Specimen] {
        let kinds = ["", "RSA ", "EC ", "DSA ", "OPENSSH ", "ENCRYPTED "]
        let begin = "-----BEGIN "
        let end = "-----END "
        return kinds.map { kind in
            let lines = (0..<6).map { _ in r.base64(64) }.joined(separator: "\n")
            return Specimen(
                "private-key", begin + kind + "PRIVATE KEY-----\n" + lines + "\n" + end + kind + "PRIVATE KEY-----\n")
        } + [
            Specimen(
                "private-key",
                begin + "PGP PRIVATE KEY BLOCK-----\n\n" + r.base64(200) + "\n=abcd\n" + end
                    + "PGP PRIVATE KEY BLOCK-----"),
            Specimen(
                "private-key",
                #""key": ""# + begin + "PRIVATE KEY-----\\n" + r.base64(64) + "\\n" + r.base64(64) + "\\n" + end
                    + #"PRIVATE KEY-----\n""#),
            Specimen(
                "private-key",
                begin + "RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00FF\n\n" + r.base64(128)),
            Specimen("wireguard-key", "[Interface]\nPrivateKey = " + r.base64(43) + "=\nAddress = 10.0.0.2/24"),
            Specimen("age-secret-key", "AGE-SECRET-KEY-1" + r.of("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", 58)),
            Specimen("putty-private-key", "PuTTY-User-" + "Key-File-3: ssh-ed25519\nEncryption: none"),
            Specimen(
                "json-web-token",
                "cookie " + base64URL(#"{"alg":"HS256","typ":"JWT"}"#) + "." + base64URL(#"{"sub":"42","iat":17}"#)
                    + "."
                    + r.letters(43)),
        ]
    }

    static func connections(_ r: inout RandomText) -> [Specimen] {
        [
            Specimen(
                "database-url-password", "DATABASE_URL=postgres://shop:" + r.letters(12) + "@db.internal:5432/shop"),
            Specimen("database-url-password", "mongodb+srv://a:" + r.letters(9) + "@cluster.mongodb.net"),
            Specimen("netrc-password", "machine git.example.com login ci password " + r.letters(18) + "7a"),
            Specimen("netrc-password", "machine git.internal\n  login ci\n  password " + r.letters(18) + "7a\n"),
            Specimen("curl-user", "curl -u admin:" + r.letters(18) + "7a https://ci.internal/job"),
            Specimen("curl-user", "curl --user 'admin:" + r.letters(18) + "7a' https://ci.internal/job"),
            Specimen("url-password", "https://deploy:" + r.letters(14) + "@git.internal/shop.git"),
            Specimen(
                "basic-authorization",
                "Authorization: Basic " + basic("deploy:" + r.letters(12))),
            Specimen("bearer-token", "-H 'Authorization: Bearer " + r.letters(40) + "'"),
            Specimen("oauth-client-secret", "client_secret: " + r.letters(40)),
            Specimen("generic-password", "password = \"" + r.letters(8) + "7q!\""),
            Specimen("generic-password", "Server=db;User Id=sa;Password=" + r.letters(9) + "4x;Encrypt=true"),
            Specimen("generic-password", "let password: String = \"" + r.letters(12) + "5z\""),
            Specimen("generic-password", "<db-password>" + r.letters(12) + "5z</db-password>"),
            Specimen("generic-password", "define('DB_PASSWORD', '" + r.letters(14) + "3x');"),
            Specimen("generic-secret", #"{"apiKey": ""# + r.letters(32) + #""}"#),
            Specimen("generic-secret", "SIGNING_KEY=" + r.letters(32)),
        ]
    }
}

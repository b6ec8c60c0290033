extension SecretRule {
    static let services: [SecretRule] = [
        .assigned(
            "datadog-key", "Datadog key", "datadog", "dd_api_key", "dd_app_key",
            shape: [.run(.digits.union("abcdef"), 32...40)]),
        .token("new-relic-key", "New Relic key", "NRAK-", "NRII-", "NRRA-", shape: [.run(.word, 27...44)]),
        .token(
            "grafana-service-token", "Grafana service account token", "glsa_", shape: [.alphanumeric(32), "_", .hex(8)]),
        .token("grafana-cloud-token", "Grafana Cloud token", "glc_", shape: [.run(.base64.union("="), 32...400)]),
        .token("grafana-api-key", "Grafana API key", "eyJrIjoi", shape: [.run(.base64.union("="), 60...400)]),
        .assigned(
            "pagerduty-api-key", "PagerDuty API key", "pagerduty", "pd_api", shape: [.run(.word.union("+"), 20...20)]),
        .token("linear-api-key", "Linear API key", "lin_api_", "lin_oauth_", shape: [.alphanumeric(40...64)]),
        .token("notion-token", "Notion integration token", "ntn_", shape: [.digits(11), .alphanumeric(35)]),
        .token("notion-token", "Notion integration token", "secret_", shape: [.alphanumeric(43)], check: .entropy(4)),
        .token(
            "terraform-cloud-token", "Terraform Cloud token", ".atlasv1.", lead: .alphanumeric(14),
            shape: [.word(60...70)]),
        .token(
            "onepassword-token", "1Password service account token", "ops_eyJ",
            shape: [.run(.base64.union("=_-"), 200...1500)]),
        .token("launchdarkly-key", "LaunchDarkly SDK key", "sdk-", shape: .uuid),
        .assigned("snyk-token", "Snyk API token", "snyk", shape: .uuid),
        .token("vault-token", "HashiCorp Vault token", "hvs.", "hvb.", "hvr.", shape: [.word(24...300)]),
        .token(
            "doppler-token", "Doppler token", "dp.pt.", "dp.st.", "dp.sa.", "dp.ct.", "dp.scim.", "dp.audit.",
            shape: [.dotted(40...80)]),
        .assigned("okta-api-token", "Okta API token", "okta", "ssws", shape: ["00", .word(40)]),
        .tail("okta-api-token", "Okta API token", "authorization: ssws ", shape: ["00", .word(40)]),
        .assigned(
            "airtable-token", "Airtable personal access token", "airtable",
            shape: ["pat", .alphanumeric(14), ".", .hex(64)]),
        .assigned("postmark-token", "Postmark server token", "postmark", shape: .uuid),
        .token("postman-api-key", "Postman API key", "PMAK-", shape: [.hex(24), "-", .hex(34)]),
        .token(
            "sentry-token", "Sentry auth token", "sntrys_", "sntryu_", shape: [.run(.base64.union("=_-"), 40...400)]),
        .token("pulumi-token", "Pulumi access token", "pul-", shape: [.hex(40)]),
        .token("figma-token", "Figma access token", "figd_", shape: [.word(38...60)]),
        .token("contentful-token", "Contentful access token", "CFPAT-", shape: [.word(43)]),
        .token("dynatrace-token", "Dynatrace token", "dt0c01.", shape: [.uppercase(24), ".", .uppercase(64)]),
        .token("prefect-key", "Prefect API key", "pnu_", shape: [.alphanumeric(36)]),
        .token("typeform-token", "Typeform access token", "tfp_", shape: [.dotted(40...64)]),
        .token("adafruit-key", "Adafruit IO key", "aio_", shape: [.alphanumeric(28)]),
        .token("readme-key", "ReadMe API key", "rdme_", shape: [.alphanumeric(60...80)]),
        .token("mapbox-token", "Mapbox secret token", "sk.eyJ", shape: [.word(40...200), ".", .word(20...60)]),
        .token("dropbox-token", "Dropbox access token", "sl.", shape: [.word(130...1500)]),
    ]
}

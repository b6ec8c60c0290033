extension Specimen {
    static func hosts(_ r: inout RandomText) -> [Specimen] {
        [
            Specimen("github-personal-access-token", "token = " + withGitHubChecksum("ghp_", r.letters(30))),
            Specimen(
                "github-personal-access-token", "https://" + withGitHubChecksum("ghp_", r.letters(30)) + "@host/x"),
            Specimen("github-oauth-token", withGitHubChecksum("gho_", r.letters(30))),
            Specimen("github-user-token", "'" + withGitHubChecksum("ghu_", r.letters(30)) + "'"),
            Specimen("github-server-token", "ghs_" + r.letters(36)),
            Specimen("github-refresh-token", "ghr_" + r.letters(76)),
            Specimen("github-fine-grained-token", "github_pat_" + r.letters(22) + "_" + r.letters(59)),
            Specimen("gitlab-personal-access-token", "glpat-" + r.letters(20)),
            Specimen("gitlab-token", "glrt-" + r.letters(20)),
            Specimen("bitbucket-app-password", "ATBB" + r.letters(32)),
            Specimen("atlassian-api-token", "ATATT3" + r.letters(180) + "=" + r.hex(8)),
            Specimen("circleci-token", "CCIPAT_" + r.letters(22) + "_" + r.hex(40)),
            Specimen("buildkite-token", "bkua_" + r.hex(40)), Specimen("sonarqube-token", "squ_" + r.hex(40)),
            Specimen("sourcegraph-token", "sgp_" + r.hex(40)),
        ]
    }

    static func clouds(_ r: inout RandomText) -> [Specimen] {
        [
            Specimen("aws-access-key-id", "aws_access_key_id = AKIA" + r.upper(16)),
            Specimen("aws-secret-access-key", "aws_secret_access_key = " + r.base64(40)),
            Specimen("aws-secret-access-key", #"{"SecretAccessKey": ""# + r.base64(40) + #"","x":1}"#),
            Specimen("aws-session-token", "AWS_SESSION_TOKEN=" + r.base64(300) + "=="),
            Specimen("aws-bedrock-api-key", "ABSK" + r.base64(128)),
            Specimen("google-hmac-key", "GOOG1E" + r.upper(55)),
            Specimen("firebase-server-key", "AAAA" + r.letters(7) + ":APA91b" + r.letters(134)),
            Specimen("google-api-key", "key=AIza" + r.letters(35)),
            Specimen("google-oauth-client-secret", "GOCSPX-" + r.letters(28)),
            Specimen("google-oauth-token", "ya29." + r.letters(120)),
            Specimen("google-service-account", #""private_key_id": ""# + r.hex(40) + #"","#),
            Specimen("azure-storage-key", "AccountName=a;AccountKey=" + r.base64(86) + "==;EndpointSuffix=x"),
            Specimen("azure-shared-access-key", "SharedAccessKeyName=a;SharedAccessKey=" + r.base64(43) + "="),
            Specimen("azure-shared-access-signature", "?sv=2020&sig=" + r.letters(43) + "%3D"),
            Specimen("azure-client-secret", "'" + r.letters(3) + "8Q~" + r.letters(34) + "'"),
            Specimen("azure-devops-token", "AZURE_DEVOPS_EXT_PAT=" + r.lower(52)),
            Specimen("azure-devops-token", r.letters(76) + "AZDO" + r.letters(4)),
            Specimen("digitalocean-token", "dop_v1_" + r.hex(64)),
            Specimen("heroku-api-key", "HEROKU_API_KEY=" + r.uuid()),
            Specimen("heroku-api-key", "HRKU-AA" + r.letters(58)),
            Specimen("cloudflare-origin-key", "v1.0-" + r.hex(24) + "-" + r.hex(146)),
            Specimen("cloudflare-api-token", "CLOUDFLARE_API_TOKEN: " + r.letters(40)),
            Specimen("alibaba-access-key-id", "LTAI" + r.letters(20)),
            Specimen("flyio-token", "fm2_" + r.base64(200)),
            Specimen("vercel-token", "VERCEL_TOKEN=" + r.letters(24)),
            Specimen("netlify-token", "nfp_" + r.letters(36)),
            Specimen("supabase-token", "sbp_" + r.hex(40)),
            Specimen("planetscale-token", "pscale_tkn_" + r.letters(43)),
            Specimen("tailscale-key", "tskey-auth-" + r.letters(17) + "-" + r.letters(32)),
            Specimen("databricks-token", "dapi" + r.hex(32)),
        ]
    }

    static func registries(_ r: inout RandomText) -> [Specimen] {
        [
            Specimen("npm-access-token", "//registry.npmjs.org/:_authToken=npm_" + r.letters(36)),
            Specimen("npm-access-token", "//registry.npmjs.org/:_authToken=" + r.uuid()),
            Specimen("registry-login", "//npm.internal/:_auth=" + basic("ci:" + r.letters(20))),
            Specimen(
                "registry-login", #"{"auths": {"a.internal": {"auth": ""# + basic("ci:" + r.letters(24)) + "\"}}}"),
            Specimen("pypi-token", "password = pypi-AgEIcHlwaS5vcmc" + r.letters(150)),
            Specimen("rubygems-api-key", ":rubygems_api_key: rubygems_" + r.hex(48)),
            Specimen("nuget-api-key", "oy2" + r.lower(43)),
            Specimen("crates-io-token", "token = \"cio" + r.letters(32) + "\""),
            Specimen("docker-hub-token", "dckr_pat_" + r.letters(27)),
            Specimen("clojars-token", "CLOJARS_" + r.hex(60)),
            Specimen("artifactory-token", "AKCp" + r.letters(69)),
        ]
    }

    static func messaging(_ r: inout RandomText) -> [Specimen] {
        [
            Specimen("slack-token", "xoxb-" + r.digits(12) + "-" + r.digits(12) + "-" + r.letters(24)),
            Specimen("slack-app-token", "xapp-1-A" + r.upper(10) + "-" + r.digits(13) + "-" + r.hex(64)),
            Specimen(
                "slack-webhook",
                "https://hooks.slack.com/services/T" + r.upper(8) + "/B" + r.upper(8) + "/" + r.letters(24)),
            Specimen("discord-webhook", "https://discord.com/api/webhooks/" + r.digits(18) + "/" + r.letters(68)),
            Specimen("discord-bot-token", "DISCORD_TOKEN=M" + r.letters(25) + "." + r.letters(6) + "." + r.letters(38)),
            Specimen("telegram-bot-token", "bot " + r.digits(10) + ":AA" + r.letters(33)),
            Specimen("twilio-api-key", "SK" + r.hex(32)),
            Specimen("twilio-auth-token", "TWILIO_AUTH_TOKEN=" + r.hex(32)),
            Specimen("sendgrid-api-key", "SG." + r.letters(22) + "." + r.letters(43)),
            Specimen("mailgun-api-key", "key-" + r.hex(32)),
            Specimen("mailchimp-api-key", r.hex(32) + "-us12"),
            Specimen("brevo-api-key", "xkeysib-" + r.hex(64) + "-" + r.letters(16)),
            Specimen("facebook-app-secret", "FACEBOOK_APP_SECRET: '" + r.hex(32) + "'"),
            Specimen("facebook-access-token", "EAACEdEose0cBA" + r.letters(120)),
        ]
    }

    static func payments(_ r: inout RandomText) -> [Specimen] {
        [
            Specimen("stripe-secret-key", "sk_live_" + r.letters(99)),
            Specimen("stripe-test-key", "sk_test_" + r.letters(24)),
            Specimen("stripe-webhook-secret", "whsec_" + r.letters(32)),
            Specimen("shopify-token", "shpat_" + r.hex(32)),
            Specimen("square-access-token", "sq0atp-" + r.letters(22)),
            Specimen("square-access-token", "EAAA" + r.letters(60)),
            Specimen("square-oauth-secret", "sq0csp-" + r.letters(43)),
            Specimen("braintree-access-token", "access_token$production$" + r.lower(16) + "$" + r.hex(32)),
            Specimen("paypal-client-secret", "PAYPAL_SECRET=" + r.letters(80)),
            Specimen("flutterwave-key", "FLWSECK-" + r.hex(32) + "-X"),
            Specimen("shippo-token", "shippo_live_" + r.hex(40)),
            Specimen("easypost-key", "EZAK" + r.letters(54)),
            Specimen("plaid-token", "access-production-" + r.uuid()),
        ]
    }
}

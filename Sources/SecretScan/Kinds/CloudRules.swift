extension SecretRule {
    private static let awsKeyID: [Piece] = [.run(.base32, 16...16)]

    static let clouds: [SecretRule] = [
        .assigned(
            "aws-secret-access-key", "AWS secret access key",
            "secret_access_key", "secretaccesskey", "secret-access-key", "aws_secret",
            shape: [.base64(40)], check: .entropy(3.5)),
        .token("aws-access-key-id", "AWS access key id", "AKIA", "ASIA", shape: awsKeyID, check: .entropy(2.75)),
        SecretRule(
            "aws-secret-access-key", "AWS secret access key", ["AKIA", "ASIA"], .near(awsKeyID),
            [.base64(40)], .entropy(4.2)),
        .assigned(
            "aws-session-token", "AWS session token", "session_token", "sessiontoken", "security_token",
            shape: [.run(.base64.union("="), 100...2000)], check: .entropy(4.5)),
        .token(
            "aws-bedrock-api-key", "Amazon Bedrock API key", "ABSK", shape: [.run(.base64.union("="), 109...269)]),
        .token("google-hmac-key", "Google Cloud Storage HMAC key id", "GOOG1E", shape: [.uppercase(55)]),
        .token(
            "firebase-server-key", "Firebase server key", ":APA91b", lead: .run(.word, 11...11), shape: [.word(134)]),
        .token("google-api-key", "Google API key", "AIza", shape: [.word(35)]),
        .token("google-oauth-client-secret", "Google OAuth client secret", "GOCSPX-", shape: [.word(28)]),
        .token("google-oauth-token", "Google OAuth access token", "ya29.", shape: [.word(30...400)]),
        .assigned(
            "google-service-account", "Google service account key id", "private_key_id",
            shape: [.hex(40)]),
        .tail(
            "azure-storage-key", "Azure storage account key", "AccountKey=", shape: [.base64(86), "=="],
            check: .entropy(4)),
        .tail(
            "azure-shared-access-key", "Azure shared access key", "SharedAccessKey=", shape: [.base64(43), "="],
            check: .entropy(4)),
        .tail(
            "azure-shared-access-signature", "Azure shared access signature", "&sig=", "?sig=",
            shape: [.run(.alphanumeric.union("%"), 43...90)], check: .entropy(4)),
        .token(
            "azure-client-secret", "Microsoft Entra client secret", "7Q~", "8Q~", lead: .run(.dotted.union("~"), 3...3),
            shape: [.run(.dotted.union("~"), 31...34)]),
        .token(
            "azure-devops-token", "Azure DevOps personal access token", "AZDO", lead: .alphanumeric(76),
            shape: [.alphanumeric(4)]),
        .assigned(
            "azure-devops-token", "Azure DevOps personal access token", "azure_devops", "azuredevops", "devops_pat",
            shape: [.lowercase(52)]),
        .token("digitalocean-token", "DigitalOcean token", "dop_v1_", "doo_v1_", "dor_v1_", shape: [.hex(64)]),
        .token("heroku-api-key", "Heroku API key", "HRKU-", shape: [.word(30...80)]),
        .assigned("heroku-api-key", "Heroku API key", "heroku", shape: .uuid),
        .token("cloudflare-origin-key", "Cloudflare origin CA key", "v1.0-", shape: [.hex(24), "-", .hex(146)]),
        .assigned("cloudflare-api-token", "Cloudflare API token", "cloudflare", "cf_api", shape: [.word(37...40)]),
        .token("alibaba-access-key-id", "Alibaba Cloud access key id", "LTAI", shape: [.alphanumeric(12...24)]),
        .token("flyio-token", "Fly.io access token", "fm2_", "fo1_", shape: [.run(.base64.union("=_-"), 40...800)]),
        .assigned(
            "vercel-token", "Vercel access token", "vercel", shape: [.alphanumeric(24)],
            check: .generic(entropy: 3.5, length: 24)),
        .token("netlify-token", "Netlify access token", "nfp_", shape: [.alphanumeric(36)]),
        .token("supabase-token", "Supabase access token", "sbp_", shape: [.hex(40)]),
        .token(
            "planetscale-token", "PlanetScale token", "pscale_tkn_", "pscale_pw_", "pscale_oauth_",
            shape: [.dotted(32...64)]),
        .token("tailscale-key", "Tailscale key", "tskey-", shape: [.word(20...100)]),
        .token("databricks-token", "Databricks access token", "dapi", shape: [.hex(32)]),
    ]
}

extension SecretRule {
    static let payments: [SecretRule] = [
        .token(
            "stripe-secret-key", "Stripe secret key", "sk_live_", "rk_live_", shape: [.alphanumeric(20...250)]),
        .token("stripe-test-key", "Stripe test key", "sk_test_", "rk_test_", shape: [.alphanumeric(20...250)]),
        .token(
            "stripe-webhook-secret", "Stripe webhook secret", "whsec_",
            shape: [.run(.base64.union("="), 32...64)]),
        .token("shopify-token", "Shopify token", "shpat_", "shpca_", "shppa_", "shpss_", shape: [.hex(32)]),
        .token("square-access-token", "Square access token", "sq0atp-", shape: [.word(22)]),
        .token("square-oauth-secret", "Square OAuth secret", "sq0csp-", shape: [.word(43)]),
        .token("square-access-token", "Square access token", "EAAA", shape: [.word(60)]),
        .token(
            "braintree-access-token", "PayPal Braintree access token", "access_token$production$",
            shape: [.lowercase(16), "$", .hex(32)]),
        .assigned("paypal-client-secret", "PayPal client secret", "paypal", shape: [.word(80)]),
        .token("flutterwave-key", "Flutterwave secret key", "FLWSECK-", shape: [.alphanumeric(32), "-X"]),
        .token("shippo-token", "Shippo API token", "shippo_live_", shape: [.hex(40)]),
        .token("easypost-key", "EasyPost API key", "EZAK", shape: [.alphanumeric(54)]),
        .token("plaid-token", "Plaid access token", "access-production-", "access-sandbox-", shape: .uuid),
    ]
}

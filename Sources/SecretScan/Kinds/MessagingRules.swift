extension SecretRule {
    static let messaging: [SecretRule] = [
        .token(
            "slack-token", "Slack token", "xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe-", "xoxc-", "xoxd-",
            shape: [.digits(1...14), "-", .run(.word.union("%"), 20...300)]),
        .token("slack-app-token", "Slack app-level token", "xapp-", shape: [.digits(1), "-", .word(40...200)]),
        .tail(
            "slack-webhook", "Slack webhook", "hooks.slack.com/services/",
            shape: [.uppercase(8...14), "/", .uppercase(8...14), "/", .alphanumeric(20...30)]),
        .tail(
            "discord-webhook", "Discord webhook", "discord.com/api/webhooks/", "discordapp.com/api/webhooks/",
            shape: [.digits(17...20), "/", .word(60...72)]),
        .assigned(
            "discord-bot-token", "Discord bot token", "discord", "bot_token",
            shape: [.word(23...28), ".", .word(6...7), ".", .word(27...40)]),
        .token("telegram-bot-token", "Telegram bot token", ":AA", lead: .digits(8...10), shape: [.word(33)]),
        .token("twilio-api-key", "Twilio API key", "SK", shape: [.run(.digits.union("abcdef"), 32...32)]),
        .assigned("twilio-auth-token", "Twilio auth token", "twilio", shape: [.hex(32)]),
        .token("sendgrid-api-key", "SendGrid API key", "SG.", shape: [.word(22), ".", .word(43)]),
        .token("mailgun-api-key", "Mailgun API key", "key-", shape: [.hex(32)]),
        .token("mailchimp-api-key", "Mailchimp API key", "-us", lead: .hex(32), shape: [.digits(1...2)]),
        .token("brevo-api-key", "Brevo API key", "xkeysib-", shape: [.hex(64), "-", .alphanumeric(16)]),
        .assigned("facebook-app-secret", "Facebook app secret", "facebook", "fb_app", shape: [.hex(32)]),
        .token(
            "facebook-access-token", "Facebook access token", "EAAC", "EAAB", "EAAG", shape: [.alphanumeric(90...400)]),
    ]
}

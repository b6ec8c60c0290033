extension SecretRule {
    /// Those who serve language models.
    static let models: [SecretRule] = [
        .token("anthropic-api-key", "Anthropic API key", "sk-ant-", shape: [.word(40...200)]),
        .token("openai-api-key", "OpenAI API key", "sk-proj-", "sk-svcacct-", "sk-admin-", shape: [.word(40...250)]),
        .token(
            "openai-api-key", "OpenAI API key", "T3BlbkFJ", lead: .run(.word, 23...100), shape: [.word(20...100)]),
        .token("hugging-face-token", "Hugging Face access token", "hf_", "api_org_", shape: [.alphanumeric(34)]),
        .token("groq-api-key", "Groq API key", "gsk_", shape: [.alphanumeric(52)]),
        .token("xai-api-key", "xAI API key", "xai-", shape: [.alphanumeric(70...90)]),
        .token("perplexity-api-key", "Perplexity API key", "pplx-", shape: [.alphanumeric(40...64)]),
        .token("replicate-token", "Replicate API token", "r8_", shape: [.alphanumeric(37)]),
    ]
}

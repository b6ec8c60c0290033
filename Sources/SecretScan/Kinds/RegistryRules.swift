extension SecretRule {
    static let registries: [SecretRule] = [
        .token("npm-access-token", "npm access token", "npm_", shape: [.alphanumeric(36)]),
        .tail("npm-access-token", "npm access token", "_authToken=", shape: .uuid),
        .tail(
            "registry-login", "login of a registry", "_auth=", "_auth = ", #""auth":""#, #""auth": ""#,
            shape: [.run(.base64.union("="), 12...400)], check: .basicAuthorization),
        .token(
            "pypi-token", "PyPI upload token", "pypi-AgE",
            shape: [.word(65...1000)]),
        .token("rubygems-api-key", "RubyGems API key", "rubygems_", shape: [.hex(48)]),
        .token("nuget-api-key", "NuGet API key", "oy2", shape: [.lowercase(43)]),
        .token("crates-io-token", "crates.io API token", "cio", shape: [.alphanumeric(32)]),
        .token("docker-hub-token", "Docker Hub access token", "dckr_pat_", "dckr_oat_", shape: [.word(27...60)]),
        .token("clojars-token", "Clojars deploy token", "CLOJARS_", shape: [.hex(60)]),
        .token("artifactory-token", "JFrog Artifactory API key", "AKCp", shape: [.alphanumeric(60...80)]),
    ]
}

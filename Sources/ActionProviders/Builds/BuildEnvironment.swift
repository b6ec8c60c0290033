/// What of the engine's environment a build may see: what programs need to run and to find their files, git's helper the
/// agent for instance, and nothing that could be a secret.
public enum BuildEnvironment {
    private static let names: Set<String> = [
        "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ", "TMPDIR", "http_proxy", "https_proxy",
        "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR", "JAVA_HOME", "GOPATH",
        "NVM_DIR", "PYENV_ROOT", "RUSTUP_HOME", "CARGO_HOME", "DOCKER_HOST", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME",
        "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "SLUICE_HOME",
    ]

    public static func inherited(from environment: [String: String]) -> [String: String] {
        environment.filter { names.contains($0.key) || $0.key.hasPrefix("LC_") }
    }
}

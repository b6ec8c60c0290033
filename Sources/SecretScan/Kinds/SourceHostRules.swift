extension SecretRule {
    static let sourceHosts: [SecretRule] = [
        .token(
            "github-personal-access-token", "GitHub personal access token", "ghp_",
            shape: [.alphanumeric(36)], check: .githubChecksum),
        .token(
            "github-oauth-token", "GitHub OAuth access token", "gho_",
            shape: [.alphanumeric(36)], check: .githubChecksum),
        .token(
            "github-user-token", "GitHub App user token", "ghu_",
            shape: [.alphanumeric(36)], check: .githubChecksum),
        .token("github-server-token", "GitHub App installation token", "ghs_", shape: [.dotted(36...1000)]),
        .token("github-refresh-token", "GitHub App refresh token", "ghr_", shape: [.alphanumeric(36...76)]),
        .token(
            "github-fine-grained-token", "GitHub fine-grained personal access token", "github_pat_",
            shape: [.alphanumeric(22), "_", .alphanumeric(59)]),
        .token("gitlab-personal-access-token", "GitLab personal access token", "glpat-", shape: [.dotted(20...300)]),
        .token(
            "gitlab-token", "GitLab deploy, runner, trigger, feed or agent token",
            "gldt-", "glrt-", "glptt-", "glcbt-", "glft-", "glsoat-", "glagent-", "glimt-", shape: [.dotted(20...300)]),
        .token("bitbucket-app-password", "Bitbucket app password", "ATBB", shape: [.alphanumeric(32)]),
        .token(
            "atlassian-api-token", "Atlassian API token", "ATATT3", "ATCTT3",
            shape: [.run(.word.union("="), 80...300)]),
        .token(
            "circleci-token", "CircleCI API token", "CCIPAT_", "CCIPRJ_", shape: [.alphanumeric(22), "_", .hex(40)]),
        .token("buildkite-token", "Buildkite API token", "bkua_", shape: [.hex(40)]),
        .token("sonarqube-token", "SonarQube token", "squ_", "sqp_", "sqa_", shape: [.hex(40)]),
        .token("sourcegraph-token", "Sourcegraph access token", "sgp_", shape: [.run(.hex.union("_local"), 40...80)]),
    ]
}

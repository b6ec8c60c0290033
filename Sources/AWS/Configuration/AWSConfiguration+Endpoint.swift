public import Foundation

extension AWSConfiguration {
    /// Where a service is in a region: the address that was configured for it, for all services, or AWS's own.
    ///
    /// The order is botocore's: variable of the service, variable for all, the profile's `services` section, the
    /// profile's `endpoint_url`; AWS_IGNORE_CONFIGURED_ENDPOINT_URLS leaves all of them out.
    public func endpoint(of service: AWSService, region: String) throws(AWSConfigurationError) -> URL {
        if let (text, place) = configuredEndpoint(of: service) {
            guard let url = URL(string: text), let scheme = url.scheme, ["http", "https"].contains(scheme),
                url.host() != nil
            else { throw .invalid("\(place) is no http(s) address.") }
            return url
        }
        try refuseVariants(service)
        // A region comes from outside, and must not lead a signed request to another host.
        guard region.wholeMatch(of: #/[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?/#) != nil else {
            throw .invalid("'\(region.prefix(64))' is no AWS region.")
        }
        let partition = Partition.of(region: region)
        guard !service.isGlobal || partition.name == "aws" else {
            throw .invalid(
                "sluice does not know where \(service.id) is for '\(region)': give the address in "
                    + "\(service.endpointVariable).")
        }
        let host = [service.hostPrefix, service.isGlobal ? nil : region, partition.domain].compactMap(\.self)
            .joined(separator: ".")
        guard let url = URL(string: "https://\(host)") else { throw .invalid("'\(region)' is no AWS region.") }
        return url
    }

    /// Whether the service's address was configured, so that it is probably not AWS.
    public func hasConfiguredEndpoint(_ service: AWSService) -> Bool { configuredEndpoint(of: service) != nil }

    private func configuredEndpoint(of service: AWSService) -> (url: String, place: String)? {
        if isSet("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls") { return nil }
        if let url = variable(service.endpointVariable) { return (url, service.endpointVariable) }
        if let url = variable("AWS_ENDPOINT_URL") { return (url, "AWS_ENDPOINT_URL") }
        if let name = profile["services"]?.text,
            let url = files.services[name]?[service.configurationKey]?.table?["endpoint_url"]
        {
            return (url, "endpoint_url of \(service.configurationKey) in [services \(name)]")
        }
        return profile["endpoint_url"]?.text.map { ($0, "endpoint_url of profile '\(profileName)'") }
    }

    /// Hosts of other kinds are named otherwise from service to service; to go to a usual one instead would break a promise.
    private func refuseVariants(_ service: AWSService) throws(AWSConfigurationError) {
        for (variable, key) in [
            ("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint"), ("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint"),
        ] where isSet(variable, key) {
            throw .invalid(
                "\(variable) is set, and sluice does not know the names of such endpoints: "
                    + "give the address in \(service.endpointVariable).")
        }
    }
}

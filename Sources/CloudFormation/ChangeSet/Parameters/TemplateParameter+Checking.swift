extension TemplateParameter {
    /// What is wrong with a value, in CloudFormation's words but without the value; `nil` if it is allowed.
    ///
    /// Whether something of that name exists in the account is not asked. A pattern that only Java understands is
    /// not checked.
    public func violation(of value: String) -> String? {
        if value.utf8.count > 4096 { return "Parameter '\(name)' must be at most 4096 bytes" }
        if isKeptInSystemsManager { return value.isEmpty ? "Parameter '\(name)' must name a parameter" : nil }
        for element in elements(of: value) {
            if let rule = brokenType(by: element) { return "Parameter '\(name)' \(rule)" }
            guard let rule = brokenConstraint(by: element) else { continue }
            return constraintDescription.map { "Parameter \(name) failed to satisfy constraint: \($0)" }
                ?? "Parameter '\(name)' \(rule)"
        }
        return nil
    }

    private func elements(of value: String) -> [String] {
        guard isList else { return [value] }
        return value.split(separator: ",", omittingEmptySubsequences: false).map {
            String($0.drop(while: \.isWhitespace))
        }
    }

    private func brokenType(by value: String) -> String? {
        switch elementType {
        case "String", "AWS::SSM::Parameter::Name": return nil
        case "Number": return Double(value)?.isFinite == true ? nil : "must be a number"
        case let type:
            guard let prefix = Self.prefixes[type] else {
                return "has the type '\(self.type)', which is not known"
            }
            let isOne = value.hasPrefix(prefix) && value.count > prefix.count
            return isOne ? nil : "must be of the type \(type)" + (prefix.isEmpty ? "" : ", such as \(prefix)…")
        }
    }

    /// How the values of AWS's own types begin.
    private static let prefixes = [
        "AWS::EC2::AvailabilityZone::Name": "", "AWS::EC2::Image::Id": "ami-", "AWS::EC2::Instance::Id": "i-",
        "AWS::EC2::KeyPair::KeyName": "", "AWS::EC2::SecurityGroup::GroupName": "",
        "AWS::EC2::SecurityGroup::Id": "sg-", "AWS::EC2::Subnet::Id": "subnet-", "AWS::EC2::VPC::Id": "vpc-",
        "AWS::EC2::Volume::Id": "vol-", "AWS::Route53::HostedZone::Id": "Z",
    ]

    private func brokenConstraint(by value: String) -> String? {
        if let allowed = constraints.allowedValues, !allowed.contains(value) {
            return "must be one of AllowedValues: \(allowed.joined(separator: ", "))"
        }
        if let pattern = constraints.allowedPattern, !Self.matches(value, pattern) {
            return "must match pattern \(pattern)"
        }
        return elementType == "Number" ? brokenBound(by: value) : brokenLength(by: value)
    }

    private func brokenLength(by value: String) -> String? {
        let length = value.unicodeScalars.count
        if let least = constraints.minLength, length < least { return "must contain at least \(least) characters" }
        if let most = constraints.maxLength, length > most { return "must contain at most \(most) characters" }
        return nil
    }

    private func brokenBound(by value: String) -> String? {
        guard let number = Double(value) else { return nil }
        if let least = constraints.minValue, number < least { return "must be a number not less than \(least)" }
        if let most = constraints.maxValue, number > most { return "must be a number not greater than \(most)" }
        return nil
    }

    private static func matches(_ value: String, _ pattern: String) -> Bool {
        guard let regex = try? Regex(pattern) else { return true }
        return (try? regex.matchingSemantics(.unicodeScalar).wholeMatch(in: value)) != nil
    }
}
